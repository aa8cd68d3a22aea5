import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readCloudEnvironment } from '../../../contract/read/cloud-environment'
import { fail, ok, warn, type Check } from '../check'
import type { Stage } from '../../stage'

/** Which build of the mini-program talks to which stage. */
const BUILDS: Record<Stage, string> = { test: 'develop', prepub: 'trial', release: 'release' }

const FILE = 'miniprogram/config.ts'

export const miniprogram: Check = {
  name: 'miniprogram',
  run({ root, stage }) {
    const build = BUILDS[stage]
    const written = new RegExp(`^\\s*${build}: *'([^']*)'`, 'm')
    const [, url] = written.exec(readFileSync(path.join(root, FILE), 'utf8')) ?? []
    const { domain } = readCloudEnvironment(path.join(root, 'gateway-config'), stage).settings
    if (build === 'develop' && url?.startsWith('http://'))
      return ok(`the ${build} build calls ${url}`, 'as long as it runs in DevTools')
    if (!url)
      return warn(
        `${FILE} has no address for the ${build} build`,
        'it would call nobody',
        `write ${domain ? `https://${domain}` : "the stage's domain"} there before you upload it`
      )
    if (!url.startsWith('https://'))
      return fail(`${FILE}: ${build} is ${url}`, 'WeChat allows https only', 'change it')
    if (domain && new URL(url).host !== domain)
      return fail(
        `${FILE}: ${build} is ${url}, the domain of ${stage} is ${domain}`,
        'the mini-program would call another back end',
        'change one of them'
      )
    return ok(`the ${build} build calls ${url}`)
  }
}
