import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { build } from 'esbuild'

interface BrowserBundle {
  js: string
  /** All style sheets that the scripts import, in order of import. */
  css: string
}

const bundles = new Map<string, Promise<BrowserBundle>>()

/** Bundles the preview's own pages, once per process. */
export function bundleBrowser(part: 'panel' | 'phone'): Promise<BrowserBundle> {
  const known = bundles.get(part)
  if (known) return known
  const bundle = build({
    entryPoints: [path.join(__dirname, 'browser', part, 'index.ts')],
    bundle: true,
    // nothing is written there, but esbuild needs it to make two files
    outdir: 'preview',
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    loader: { '.html': 'text' },
    define: { 'process.env.NODE_ENV': '"production"', WX_NAMES: JSON.stringify(readWxNames()) },
    logLevel: 'silent'
  }).then(({ outputFiles }) => {
    const find = (end: string) => outputFiles.find((file) => file.path.endsWith(end))?.text ?? ''
    return { js: find('.js'), css: find('.css') }
  })
  bundles.set(part, bundle)
  return bundle
}

/** All calls of `wx`, from WeChat's typings: what a phone has under other names is a page's own. */
function readWxNames(): string[] {
  const { resolve } = createRequire(__filename)
  const typings = resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts')
  const text = readFileSync(typings, 'utf8').replace(/\/\*\*[^]*?\*\//g, '')
  const [, members = ''] = /^ {4}interface Wx \{$([^]*?)^ {4}\}$/m.exec(text) ?? []
  const names = members.matchAll(/^ {8}(\w+)[(<]/gm)
  return [...new Set(Array.from(names, ([, name]) => name!))]
}
