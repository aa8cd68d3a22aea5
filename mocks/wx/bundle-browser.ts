import path from 'node:path'
import { build } from 'esbuild'

const bundles = new Map<string, Promise<string>>()

/** The preview's own part in the browser, bundled once in the life of this process. */
export function bundleBrowser(part: 'panel' | 'phone'): Promise<string> {
  const known = bundles.get(part)
  if (known) return known
  const bundle = build({
    entryPoints: [path.join(__dirname, 'browser', part, 'index.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent'
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '')
  bundles.set(part, bundle)
  return bundle
}
