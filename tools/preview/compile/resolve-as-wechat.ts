import path from 'node:path'
import { type Plugin } from 'esbuild'
import { type AppSource, resolveAlias } from './read-app'
import { type Sources } from './sources'

const ENDS = ['', '.ts', '.js', '/index.ts', '/index.js']
/** Marks a question that is esbuild's own to answer. */
const AGAIN = 'again'

/** Modules are found from the root, by an alias, and in packages by their field `miniprogram`. */
export function resolveAsWechat(sources: Sources, { appJson }: AppSource): Plugin {
  function find(places: string[]): string | undefined {
    for (const place of places)
      for (const end of ENDS) {
        const file = sources.find(place + end)
        if (file) return file
      }
    return undefined
  }

  return {
    name: 'resolve-as-wechat',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[^.]/ }, async ({ path: asked, importer, pluginData, ...from }) => {
        if (pluginData === AGAIN) return undefined
        if (path.isAbsolute(asked) && sources.dir && asked.startsWith(sources.dir)) return undefined
        const target = resolveAlias(appJson, asked)
        const parts = path.relative(sources.dir, importer).split(path.sep)
        const folders = parts.map((_, depth) => parts.slice(0, depth).join('/')).reverse()
        const file = target.startsWith('/')
          ? find([target.slice(1)])
          : find(folders.map((folder) => path.posix.join(folder, 'miniprogram_npm', target)))
        if (file) return { path: file }
        // `require('util')` for a file beside it, unless a package has the name
        const beside = find([path.posix.join(folders[0] ?? '', target)])
        if (!beside || beside === importer) return undefined
        const { errors, path: found } = await resolve(asked, {
          ...from,
          importer,
          pluginData: AGAIN
        })
        return { path: errors.length ? beside : found }
      })
    }
  }
}
