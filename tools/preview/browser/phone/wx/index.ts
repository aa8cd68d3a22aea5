import { DRAWN_TAGS } from '../../../compile/tags'
import { report } from '../../reports'

interface Callbacks {
  fail?(failure: object): void
  complete?(failure: object): void
}

/** All APIs as the global `wx`; a missing one is reported by name and fails as on an old phone. */
export function assembleWx(apis: Record<string, unknown>): object {
  const canIUse = (name: string) => {
    const [first = ''] = name.split('.')
    return first in apis || DRAWN_TAGS.has(first)
  }
  const all: Record<string, unknown> = { ...apis, canIUse }
  return new Proxy(all, {
    get(target, name) {
      if (typeof name !== 'string' || name in target) return target[name as string]
      return (option?: Callbacks) => refuse(name, option)
    }
  })
}

function refuse(name: string, option?: Callbacks): unknown {
  const message = `预览里没有 wx.${name}：请用微信开发者工具，或在 tools/preview/browser/phone/wx/ 中添加它`
  report({ kind: 'trouble', message })
  if (/^(on|off)[A-Z]/.test(name)) return undefined
  if (/Sync$|^(create|get\w+Manager)/.test(name)) throw new Error(message)
  const failure = { errMsg: `${name}:fail not supported`, errno: 3 }
  if (!option?.fail && !option?.complete)
    return Promise.reject(Object.assign(new Error(message), failure))
  option.fail?.(failure)
  option.complete?.(failure)
  return undefined
}
