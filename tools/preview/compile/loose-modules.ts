import { readFile } from 'node:fs/promises'
import { type Plugin, transform } from 'esbuild'

/** Stands among loose modules for all that require a module later. */
export const ASYNC = 'require.async'

/** What esbuild leaves of `require.async('./a')` and `require('./a', callback)`. */
export const LATE_REQUIRE = /\b__require(?:\.async\(|\((["'])[^"']*\1,)/

/** `require('./' + name)` needs no extension on a phone; the helper that esbuild writes does. */
export function findComputed(bundle: string): string {
  const helper = /(__glob = \(\w+\) => \(path\) => {\s+var fn = (\w+)\[path\])/
  return bundle.replace(helper, '$1 || $2[path + ".js"] || $2[path + ".ts"]')
}

/**
 * Modules that break the rules of ES modules and that WeChat takes: it makes CommonJS of each, so that
 * `import` may stand beside `module.exports`, and a missing export is undefined.
 */
export function loosen(loose: Set<string>): Plugin {
  return {
    name: 'loosen',
    setup({ onLoad }) {
      if (!loose.size) return
      onLoad({ filter: /\.[jt]s$/ }, async ({ path: file }) => {
        const isLoose = loose.has(file)
        if (!isLoose && !loose.has(ASYNC)) return undefined
        const text = await readFile(file, 'utf8')
        // a dynamic import resolves to the same exports
        const contents = text
          .replace(/\brequire\.async\(/g, 'import(')
          .replace(/\brequire\(\s*((["'])[^"']*\2)\s*,/g, 'import($1).then(')
        const loader = file.endsWith('.ts') ? 'ts' : 'js'
        if (!isLoose) return { contents, loader }
        const made = await transform(contents, {
          format: 'cjs',
          loader,
          sourcemap: 'inline',
          sourcefile: file
        })
        return { contents: made.code, loader: 'js' }
      })
    }
  }
}
