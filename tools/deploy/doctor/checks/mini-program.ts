import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Stage } from '../../../contract'
import { readEnvironment } from '../../settings/settings'
import { type Check, fail, ok, warn } from '../check'

const TOURIST = 'touristappid'

/** In the order of DevTools: the private file wins. */
const FILES = ['project.private.config.json', 'project.config.json']

/** WeChat answers 40029 to a code of one mini-program with the secret of another. */
export const appId: Check = {
  name: 'appid',
  run({ project: { miniprogramDir }, settings }) {
    const { WECHAT_APPID = '', WECHAT_APPS = '' } = settings
    const listed = [WECHAT_APPID, ...WECHAT_APPS.split(',').map((app) => app.split(':')[0])]
    const accepted = listed.map((id) => id?.trim()).filter(Boolean)
    const files = FILES.map((name) => path.join(miniprogramDir, name)).filter(existsSync)
    const ids = files.map((file) => [path.basename(file), appIdOf(file)] as const)
    const [name, id] = ids.find(([, found]) => found) ?? ['project.config.json', undefined]
    if (!id || id === TOURIST)
      return warn(
        `miniprogram/${name} has no AppID`,
        'a mini-program without one cannot be uploaded',
        'set it there, or in project.private.config.json'
      )
    if (!accepted.length) return warn('WECHAT_APPID is not set here', 'it cannot be compared')
    return accepted.includes(id)
      ? ok(`miniprogram/${name} and WECHAT_APPID name the same mini-program`)
      : fail(
          `miniprogram/${name} and WECHAT_APPID name different mini-programs`,
          'WeChat answers 40029 to its codes',
          'change one of them'
        )
  }
}

function appIdOf(file: string): string | undefined {
  return (JSON.parse(readFileSync(file, 'utf8')) as { appid?: string }).appid
}

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
