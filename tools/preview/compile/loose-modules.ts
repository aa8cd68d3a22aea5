import { readFile } from 'node:fs/promises'
import { type Plugin, transform } from 'esbuild'

/** Stands among loose modules for all that call `require.async`. */
export const ASYNC = 'require.async'

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
        const contents = text.replace(/\brequire\.async\(/g, 'import(')
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
