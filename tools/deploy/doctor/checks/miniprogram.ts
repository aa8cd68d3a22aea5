import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Stage } from '../../../contract'
import { readEnvironment } from '../../settings/settings'
import { type Check, fail, ok, warn } from '../check'

/** Which build of the mini-program calls which stage. */
const BUILDS: Record<Stage, string> = { test: 'develop', prepub: 'trial', release: 'release' }

const FILE = 'config.ts'

export const miniprogram: Check = {
  name: 'miniprogram',
  async run({ project, stage }) {
    const build = BUILDS[stage]
    const written = new RegExp(`^\\s*${build}: *'([^']*)'`, 'm')
    const [, url] =
      written.exec(readFileSync(path.join(project.miniprogramDir, FILE), 'utf8')) ?? []
    const { domain } = (await readEnvironment(project, stage)).settings
    if (build === 'develop' && url?.startsWith('http://'))
      return ok(`the ${build} build calls ${url}`, 'as long as it runs in DevTools')
    if (!url)
      return warn(
        `miniprogram/${FILE} has no address for the ${build} build`,
        'it has no back end to call',
        `write ${domain ? `https://${domain}` : "the stage's domain"} there before you upload it`
      )
    if (!url.startsWith('https://'))
      return fail(
        `miniprogram/${FILE}: ${build} is ${url}`,
        'WeChat allows only https',
        'change it'
      )
    if (domain && new URL(url).host !== domain)
      return fail(
        `miniprogram/${FILE}: ${build} is ${url}, the domain of ${stage} is ${domain}`,
        'the mini-program would call another back end',
        'change one of them'
      )
    return ok(`the ${build} build calls ${url}`)
  }
}
