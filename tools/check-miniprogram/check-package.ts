import path from 'node:path'
import type { Package } from './wechat-ci'

/** WeChat's limit is 2 MiB (developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html). */
export const LARGEST_KB = 200

const { posix } = path

/** What WeChat's compilers let pass, and a phone or an upload does not. */
export function checkPackage(files: Package): string[] {
  return [
    ...findMissingModules(files),
    ...findMissingSources(files),
    ...findMissingFiles(files),
    ...findWarnings(files),
    ...checkSize(files)
  ]
}

/** The size in KB, as it is uploaded. */
export function sizeKb(files: Package): number {
  const bytes = Object.values(files).reduce((sum, file) => sum + Buffer.byteLength(file), 0)
  return bytes / 1024
}

function findMissingModules(files: Package): string[] {
  return eachMatch(files, '.js', /require\("([^"]+)"\)/g, ([, name = ''], file) => {
    // the compiler itself writes `require("@babel/...")` into app.js, and WeChat looks beside it
    const isThere =
      hasScript(files, at(file, name)) ||
      parents(file).some((dir) => hasScript(files, posix.join(dir, 'miniprogram_npm', name)))
    return isThere ? [] : [`${file}: require("${name}") finds nothing`]
  })
}

function findMissingSources(files: Package): string[] {
  const sources = /<(import|include|wxs|image)\b[^>]*?\ssrc="([^"{]+)"/g
  return eachMatch(files, '.wxml', sources, ([, tag, source = ''], file) => {
    const isElsewhere = /^(https?|data|cloud|wxfile):/.test(source)
    return isElsewhere || at(file, source) in files
      ? []
      : [`${file}: <${tag} src="${source}"> is not in the package`]
  })
}

/** Files that app.json names. */
function findMissingFiles(files: Package): string[] {
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

/** miniprogram-ci keeps a key that it does not know, and says so in the file alone. */
function findWarnings(files: Package): string[] {
  return Object.keys(files)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const warning = readJson(files, file).__warning__
      return typeof warning === 'string' ? [`${file}: ${warning}`] : []
    })
}

function checkSize(files: Package): string[] {
  const kb = sizeKb(files)
  return kb > LARGEST_KB ? [`the package has ${kb.toFixed(0)} KB, more than ${LARGEST_KB}`] : []
}

function eachMatch(
  files: Package,
  end: string,
  pattern: RegExp,
  judge: (match: RegExpMatchArray, file: string) => string[]
): string[] {
  return Object.entries(files)
    .filter(([file]) => file.endsWith(end))
    .flatMap(([file, content]) =>
      [...content.toString().matchAll(pattern)].flatMap((match) => judge(match, file))
    )
}

const hasScript = (files: Package, name: string) =>
  name in files || `${name}.js` in files || `${name}/index.js` in files

function at(from: string, to: string): string {
  const isAbsolute = to.startsWith('/')
  return posix.normalize(isAbsolute ? to.slice(1) : posix.join(posix.dirname(from), to))
}

function parents(file: string): string[] {
  const parts = posix.dirname(file).split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).concat('')
}

function readJson(files: Package, file: string): Record<string, unknown> {
  return JSON.parse(files[file]?.toString() ?? '{}') as Record<string, unknown>
}
