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
  const all: Record<string, unknown> = { ...apis, canIUse, cloud: createCloud(), qy: undefined }
  return new Proxy(all, {
    get(target, name) {
      if (typeof name !== 'string' || name in target) return target[name as string]
      return (option?: Callbacks) => refuse(name, option)
    }
  })
}

/** Has every method, and none of them works: a page that only prepares it is shown all the same. */
function createAbsent(name: string): object {
  return new Proxy<Record<string, unknown>>(
    {},
    {
      get(target, key) {
        if (typeof key !== 'string' || key === 'then' || key in target) return target[key as string]
        if (/^(on|off)[A-Z]/.test(key)) return () => undefined
        return (option?: Callbacks) => refuse(`${name}.${key}`, option)
      }
    }
  )
}

/** What ends a chain of calls of the cloud's database, and the other calls of `wx.cloud`. */
const CLOUD_CALLS =
  /\.(get|add|update|set|remove|count|watch|end|callFunction|callContainer|uploadFile|downloadFile|deleteFile|getTempFileURL|runTransaction)$/

/** `wx.cloud`, whose servers are Tencent's: it can be started and asked, and nothing answers. */
function createCloud(name = 'cloud'): object {
  return new Proxy(() => undefined, {
    get: (_, key) =>
      typeof key !== 'string' || key === 'then' ? undefined : createCloud(`${name}.${key}`),
    apply(_, __, [option]: [Callbacks?]) {
      if (name === 'cloud.init') return undefined
      return CLOUD_CALLS.test(name) ? refuse(name, option) : createCloud(name)
    },
    construct: () => createCloud(name)
  })
}

function refuse(name: string, option?: Callbacks): unknown {
  const message = `预览里没有 wx.${name}：请用微信开发者工具，或在 tools/preview/browser/phone/wx/ 中添加它`
  report({ kind: 'trouble', message })
  if (/^(on|off)[A-Z]/.test(name)) return undefined
  if (/^(create\w+|get\w+Manager)$/.test(name)) return createAbsent(`${name}()`)
  if (/Sync$/.test(name)) throw new Error(message)
  const failure = { errMsg: `${name}:fail not supported`, errno: 3 }
  if (!option?.fail && !option?.complete)
    return Promise.reject(Object.assign(new Error(message), failure))
  option.fail?.(failure)
  option.complete?.(failure)
  return undefined
}
