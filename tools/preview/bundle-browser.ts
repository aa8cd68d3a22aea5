import path from 'node:path'
import { build } from 'esbuild'

export interface BrowserBundle {
  js: string
  /** Of all style sheets that the scripts import, in that order. */
  css: string
}

const bundles = new Map<string, Promise<BrowserBundle>>()

/** The preview's own part in the browser, bundled once in the life of this process. */
export function bundleBrowser(part: 'panel' | 'phone'): Promise<BrowserBundle> {
  const known = bundles.get(part)
  if (known) return known
  const bundle = build({
    entryPoints: [path.join(__dirname, 'browser', part, 'index.ts')],
    bundle: true,
    // nothing is written there: it only tells esbuild to make two files
    outdir: 'preview',
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    loader: { '.html': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent'
  }).then(({ outputFiles }) => {
    const find = (end: string) => outputFiles.find((file) => file.path.endsWith(end))?.text ?? ''
    return { js: find('.js'), css: find('.css') }
  })
  bundles.set(part, bundle)
  return bundle
}
