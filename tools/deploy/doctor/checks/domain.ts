import { isIP } from 'node:net'
import { readEnvironment } from '../../settings/settings'
import { type Check, fail, nothingYet, ok, warn } from '../check'

export const domain: Check = {
  name: 'domain',
  isQuick: true,
  async run({ project, stage }) {
    const { settings } = await readEnvironment(project, stage)
    const name = settings.domain
    if (!name)
      return warn(
        `${stage} has no domain in gateway-config/environments.yaml`,
        'a mini-program calls only domains that are listed in the WeChat console',
        'name one that has an ICP filing, then npm run cli -- domain'
      )
    const what = `${stage} has the domain ${name}`
    const advice = 'name a domain of your own, with an ICP filing'
    if (isIP(name) || name === 'localhost')
      return fail(what, 'WeChat does not accept addresses', advice)
    if (/(^|\.)weixin\.qq\.com$/.test(name))
      return fail(what, 'a mini-program may not call servers of WeChat', advice)
    if (/(^|\.)example\.(com|org|net)$/.test(name)) return fail(what, 'it is a placeholder', advice)
    return ok(what)
  }
}

const DAY_MS = 86_400_000
/** Time enough for a new certificate, and a release of nothing */
const MIN_DAYS = 21

export const certificate: Check = {
  name: 'certificate',
  needsNetwork: true,
  async run({ project, stage, certificateOf }) {
    const { domain } = (await readEnvironment(project, stage)).settings
    if (!domain) return nothingYet(`${stage} has no domain`)
    const seen = await certificateOf(domain)
    if (!seen) return nothingYet(`https://${domain} does not answer yet`)
    const { validTo, problem } = seen
    const days = Math.floor((validTo.getTime() - Date.now()) / DAY_MS)
    const what = `${domain} has a certificate until ${validTo.toISOString().slice(0, 10)}`
    const advice =
      'upload a new one in the console of SSL, then ' +
      `npm run cli -- domain --stage ${stage} --certificate <its id>`
    if (days < 0) return fail(what, 'it has expired: every call of the mini-program fails', advice)
    if (problem) return fail(`${what} (${problem})`, 'WeChat refuses the connection', advice)
    if (days < MIN_DAYS) return warn(what, `${days} days are left`, advice)
    return ok(what)
  }
}
