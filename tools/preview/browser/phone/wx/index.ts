import { type AppJson } from '../../../app-json'
import { DRAWN_TAGS } from '../../../compile/tags'
import { report } from '../../reports'
import { createWorklet } from './worklet'

interface Callbacks {
  fail?(failure: object): void
  complete?(failure: object): void
}

/** Every name of WeChat's (tools/preview/bundle-browser.ts). */
declare const WX_NAMES: string[]

/** All APIs as the global `wx`; a missing one is reported by name and fails as on an old phone. */
export function assembleWx(apis: Record<string, unknown>): object {
  const canIUse = (name: string) => {
    const [first = ''] = name.split('.')
    return first in apis || DRAWN_TAGS.has(first)
  }
  const complete = Object.entries(apis).map(([name, one]) => [name, namingAbsent(name, one)])
  const all: Record<string, unknown> = {
    ...(Object.fromEntries(complete) as object),
    canIUse,
    cloud: createCloud(),
    worklet: complement('worklet', createWorklet()),
    router: complement('router'),
    version: { version: '3.8.12' }
  }
  const isWechats = new Set<unknown>(WX_NAMES)
  return new Proxy(all, {
    get(target, name) {
      if (name in target || !isWechats.has(name)) return target[name as string]
      return (option?: Callbacks) => refuse(name as string, option)
    }
  })
}

/** They return an object with methods of its own; an off-screen canvas must be the browser's. */
const MAKERS =
  /^(create(?!Offscreen)\w+|get\w*Manager|getPerformance|connectSocket|request|uploadFile|downloadFile)$/

function namingAbsent(name: string, one: unknown): unknown {
  if (typeof one !== 'function' || !MAKERS.test(name)) return one
  const make = one as (...values: unknown[]) => object | undefined
  return (...values: unknown[]) => complement(`${name}()`, make(...values))
}

/** Asked of any object, and no method of WeChat's. */
const PROBED = /^(then|toJSON)$/

/**
 * Adds all methods that the object lacks: they are reported by name and fail, so that a page that only
 * prepares the object is shown all the same.
 */
function complement(name: string, object: object = {}): object {
  const complete: object = new Proxy(object, {
    get(target, key) {
      const value = Reflect.get(target, key) as unknown
      if (typeof value === 'function')
        return (...values: unknown[]) => {
          const result: unknown = Reflect.apply(value, target, values)
          return result === target ? complete : result
        }
      if (value !== undefined || typeof key !== 'string' || key in target || PROBED.test(key))
        return value
      return (option?: Callbacks) => refuse(`${name}.${key}`, option)
    },
    set: (target, key, value) => Reflect.set(target, key, value)
  })
  return complete
}

/** `requirePlugin`: of a plugin that app.json names, all that is called fails by its name. */
export function createRequirePlugin({ plugins, subPackages, subpackages }: AppJson) {
  const packages = subPackages ?? subpackages ?? []
  const known: object = Object.assign({}, plugins, ...packages.map((one) => one.plugins)) as object
  return (name: string) => {
    if (!(name in known)) throw new Error(`plugin "${name}" is not defined`)
    return complement(`requirePlugin('${name}')`)
  }
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
  if (/(^|\.)(on|off)[A-Z]\w*$/.test(name)) return undefined
  if (/^(create\w+|get\w+Manager)$/.test(name)) return complement(`${name}()`)
  if (/Sync$/.test(name)) throw new Error(message)
  const failure = { errMsg: `${name}:fail not supported`, errno: 3 }
  if (!option?.fail && !option?.complete)
    return Promise.reject(Object.assign(new Error(message), failure))
  option.fail?.(failure)
  option.complete?.(failure)
  return undefined
}
