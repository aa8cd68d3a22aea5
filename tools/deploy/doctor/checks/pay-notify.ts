import { readEnvironment } from '../../settings/settings'
import { type Check, fail, ok, warn } from '../check'
import { isPrivate } from '../outside'

const PLACEHOLDER = /(^|\.)(example\.(com|org|net)|localhost)$/

/** WeChat Pay sends notifications there, so it must be open to the internet. */
export const payNotify: Check = {
  name: 'pay-notify',
  needsNetwork: true,
  async run({ settings, project, stage, lookAt }) {
    const url = settings.PAY_NOTIFY_URL
    if (!url) return ok('PAY_NOTIFY_URL is not set here', 'there is nothing to reach')
    const advice = 'set PAY_NOTIFY_URL to https://<your domain>/pay/notify'
    const { protocol, hostname, search, hash } = URL.canParse(url) ? new URL(url) : ({} as URL)
    if (protocol !== 'https:' || search || hash)
      return fail(`${url} is not accepted`, 'WeChat Pay takes https without a query', advice)
    if (PLACEHOLDER.test(hostname)) return fail(url, 'WeChat Pay cannot reach it', advice)
    const { domain } = (await readEnvironment(project, stage)).settings
    if (domain && hostname !== domain)
      return fail(`${url} is not at ${domain}`, `${stage} answers at that domain`, advice)
    const { addresses, status } = await lookAt(url)
    if (!addresses.length)
      return warn(`${hostname} has no address`, 'WeChat Pay cannot reach it yet', 'see the domain')
    const inner = addresses.find(isPrivate)
    if (inner) return fail(`${hostname} is ${inner}`, 'an address of a private network', advice)
    if (status === 401) return ok(`${url} refuses what is not signed`, 'as it should')
    return warn(
      status ? `${url} answers ${status} to an unsigned notification` : `${url} does not answer`,
      'the function pay answers 401',
      'deploy first, then npm run cli -- domain'
    )
  }
}
