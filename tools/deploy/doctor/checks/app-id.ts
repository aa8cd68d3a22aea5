import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
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
