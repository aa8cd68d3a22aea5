import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Plugin } from 'esbuild'

/**
 * A function contains the validators of its own requests, not those of all functions. All functions
 * are bundled at once, which takes a third of the time; so each gets a copy of the module that
 * imports the validators, `serve.ts?NAME`.
 */
export function ownValidators(functionsDir: string): Plugin {
  return {
    name: 'own-validators',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\/shared\/http\/serve$/ }, ({ path: asked, resolveDir }) => {
        const [name = ''] = path.relative(functionsDir, resolveDir).split(path.sep)
        return { path: path.join(resolveDir, `${asked}.ts`), suffix: `?${name}` }
      })
      onLoad({ filter: /[/\\]shared[/\\]http[/\\]serve\.ts$/ }, ({ path: file, suffix }) => ({
        contents: readFileSync(file, 'utf8'),
        loader: 'ts',
        pluginData: suffix.slice(1)
      }))
      onResolve({ filter: /\/request-validators$/ }, (asked) => {
        const file = path.join(asked.resolveDir, asked.path, `${asked.pluginData}.js`)
        return existsSync(file) ? { path: file } : undefined
      })
    }
  }
}
