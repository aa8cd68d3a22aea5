import { report } from '../../reports'

/** All APIs as the global `wx`; a missing one reports where to add it and throws. */
export function assembleWx(apis: Record<string, unknown>): object {
  const canIUse = (name: string) => (name.split('.')[0] ?? '') in apis
  const all: Record<string, unknown> = { ...apis, canIUse }
  return new Proxy(all, {
    get(target, name) {
      if (typeof name !== 'string' || name in target) return target[name as string]
      return () => {
        const message = `预览里没有 wx.${name}：请用微信开发者工具，或在 tools/preview/browser/phone/wx/ 中添加它`
        report({ kind: 'trouble', message })
        throw new Error(message)
      }
    }
  })
}
