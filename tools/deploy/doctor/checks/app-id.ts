import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fail, ok, warn, type Check } from '../check'

const TOURIST = 'touristappid'

/** DevTools' own order: the private file wins. */
const FILES = ['project.private.config.json', 'project.config.json']

/** A code of one mini-program is invalid (40029) with the secret of another. */
export const appId: Check = {
  name: 'appid',
  run({ root, settings }) {
    const { WECHAT_APPID = '', WECHAT_APPS = '' } = settings
    const known = [WECHAT_APPID, ...WECHAT_APPS.split(',').map((app) => app.split(':')[0])]
    const ours = known.map((id) => id?.trim()).filter(Boolean)
    const files = FILES.map((name) => path.join(root, 'miniprogram', name)).filter(existsSync)
    const ids = files.map((file) => [path.basename(file), appIdOf(file)] as const)
    const [name, id] = ids.find(([, one]) => one) ?? ['project.config.json', undefined]
    if (!id || id === TOURIST)
      return warn(
        `miniprogram/${name} has no AppID`,
        'a mini-program without one cannot be uploaded',
        'set it there, or in project.private.config.json'
      )
    if (!ours.length) return warn('WECHAT_APPID is not set here', 'it cannot be compared')
    return ours.includes(id)
      ? ok(`miniprogram/${name} and WECHAT_APPID name the same mini-program`)
      : fail(
          `miniprogram/${name} names another mini-program than WECHAT_APPID`,
          'WeChat answers 40029 to its codes',
          'change one of them'
        )
  }
}

function appIdOf(file: string): string | undefined {
  return (JSON.parse(readFileSync(file, 'utf8')) as { appid?: string }).appid
}
