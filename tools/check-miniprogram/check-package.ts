import path from 'node:path'
import { type WechatPackage } from './wechat-ci'

/**
 * Our own limit; WeChat's is 2 MiB
 * (developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html).
 */
const MAX_KB = 200

const { posix } = path

/** Finds what WeChat's compilers let pass, but a phone or an upload refuses. */
export function checkPackage(files: WechatPackage): string[] {
  return [
    ...findMissingModules(files),
    ...findMissingSources(files),
    ...findMissingFiles(files),
    ...findWarnings(files),
    ...checkSize(files)
  ]
}

/** The size as uploaded, in KB. */
export function sizeKb(files: WechatPackage): number {
  const bytes = Object.values(files).reduce((sum, file) => sum + Buffer.byteLength(file), 0)
  return bytes / 1024
}

function findMissingModules(files: WechatPackage): string[] {
  return eachMatch(files, '.js', /require\("([^"]+)"\)/g, ([, name = ''], file) => {
    // the compiler writes `require("@babel/...")` into app.js, which WeChat resolves beside it
    const isFound =
      hasScript(files, at(file, name)) ||
      parents(file).some((dir) => hasScript(files, posix.join(dir, 'miniprogram_npm', name)))
    return isFound ? [] : [`${file}: require("${name}") does not resolve`]
  })
}

function findMissingSources(files: WechatPackage): string[] {
  const sources = /<(import|include|wxs|image)\b[^>]*?\ssrc="([^"{]+)"/g
  return eachMatch(files, '.wxml', sources, ([, tag, source = ''], file) => {
    const isExternal = /^(https?|data|cloud|wxfile):/.test(source)
    return isExternal || at(file, source) in files
      ? []
      : [`${file}: <${tag} src="${source}"> is not in the package`]
  })
}

/** Files that app.json names. */
function findMissingFiles(files: WechatPackage): string[] {
  const app = readJson(files, 'app.json')
  const tabs = (app.tabBar as { list?: Record<string, string>[] } | undefined)?.list ?? []
  const named = [
    app.sitemapLocation,
    app.themeLocation,
    ...tabs.flatMap(({ iconPath, selectedIconPath }) => [iconPath, selectedIconPath])
  ]
  return named
    .filter((name) => typeof name === 'string' && !name.startsWith('@'))
    .filter((name) => !((name as string).replace(/^\//, '') in files))
    .map((name) => `app.json: ${name as string} is not in the package`)
}

/** miniprogram-ci keeps unknown keys and reports them only inside the file. */
function findWarnings(files: WechatPackage): string[] {
  return Object.keys(files)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const warning = readJson(files, file).__warning__
      return typeof warning === 'string' ? [`${file}: ${warning}`] : []
    })
}

function checkSize(files: WechatPackage): string[] {
  const kb = sizeKb(files)
  return kb > MAX_KB ? [`the package has ${kb.toFixed(0)} KB, more than ${MAX_KB} KB`] : []
}

function eachMatch(
  files: WechatPackage,
  end: string,
  pattern: RegExp,
  check: (match: RegExpMatchArray, file: string) => string[]
): string[] {
  return Object.entries(files)
    .filter(([file]) => file.endsWith(end))
    .flatMap(([file, content]) =>
      [...content.toString().matchAll(pattern)].flatMap((match) => check(match, file))
    )
}

const hasScript = (files: WechatPackage, name: string) =>
  name in files || `${name}.js` in files || `${name}/index.js` in files

function at(from: string, to: string): string {
  const isAbsolute = to.startsWith('/')
  return posix.normalize(isAbsolute ? to.slice(1) : posix.join(posix.dirname(from), to))
}

function parents(file: string): string[] {
  const parts = posix.dirname(file).split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).concat('')
}

function readJson(files: WechatPackage, file: string): Record<string, unknown> {
  return JSON.parse(files[file]?.toString() ?? '{}') as Record<string, unknown>
}
