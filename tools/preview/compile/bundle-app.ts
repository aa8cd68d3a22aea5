import path from 'node:path'
import { build, type BuildFailure, type Plugin } from 'esbuild'
import { type SourceProblem } from '../app-json'
import { readAssets } from './assets'
import { type Problems } from './problems'
import { type AppSource, findScript, resolveAlias } from './read-app'
import { type Sources } from './sources'

interface BundleInput extends AppSource {
  prefixes: Record<string, string>
}

/** Exists in a browser but not on a phone: code that uses it must fail here too. */
const NO_BROWSER = Object.fromEntries(
  ['window', 'document', 'localStorage', 'sessionStorage', 'fetch', 'XMLHttpRequest'].map(
    (name) => [name, 'undefined']
  )
)

/**
 * Bundles all scripts of a mini-program into one, which leaves running them to the phone. A module
 * that cannot be compiled becomes one that throws: the pages that do not need it still work.
 */
export async function bundleApp(
  sources: Sources,
  input: BundleInput,
  problems: Problems
): Promise<string> {
  const broken = new Map<string, SourceProblem>()
  const { dir } = sources
  for (;;) {
    try {
      const { outputFiles } = await build({
        stdin: { contents: writeEntry(sources, input), resolveDir: dir, loader: 'js' },
        absWorkingDir: dir,
        bundle: true,
        write: false,
        format: 'iife',
        target: 'es2020',
        sourcemap: 'inline',
        charset: 'utf8',
        define: NO_BROWSER,
        tsconfigRaw: {},
        plugins: [resolveAsWechat(sources, input), replaceBroken(broken)],
        logLevel: 'silent'
      })
      return outputFiles[0]?.text ?? ''
    } catch (error) {
      const { errors = [{ location: null, text: String(error) }] } = error as BuildFailure
      const found = errors.map(({ location, text }) => ({
        file: location?.file ?? 'app.ts',
        line: location?.line ?? 0,
        message: text
      }))
      const before = broken.size
      for (const problem of found) {
        const isApp = /^app\.[jt]s$/.test(problem.file)
        problems.within(isApp ? '' : problem.file.replace(/\.\w+$/, ''), () =>
          problems.add(problem.file, problem.line, problem.message)
        )
        broken.set(path.resolve(dir, problem.file), problem)
      }
      if (broken.size === before) return ''
    }
  }
}

/** Modules are found from the root, by an alias, and in packages by their field `miniprogram`. */
function resolveAsWechat(sources: Sources, { appJson }: AppSource): Plugin {
  return {
    name: 'resolve-as-wechat',
    setup({ onResolve }) {
      onResolve({ filter: /^[^.]/ }, ({ path: asked, importer }) => {
        if (path.isAbsolute(asked) && sources.dir && asked.startsWith(sources.dir)) return undefined
        const target = resolveAlias(appJson, asked)
        const from = path.relative(sources.dir, importer).split(path.sep)
        const folders = from.map((_, depth) => from.slice(0, depth).join('/')).reverse()
        const places = target.startsWith('/')
          ? [target.slice(1)]
          : folders.map((folder) => path.posix.join(folder, 'miniprogram_npm', target))
        for (const place of places)
          for (const end of ['', '.ts', '.js', '/index.ts', '/index.js']) {
            const file = sources.find(place + end)
            if (file) return { path: file }
          }
        return undefined
      })
    }
  }
}

function replaceBroken(broken: Map<string, SourceProblem>): Plugin {
  return {
    name: 'replace-broken',
    setup({ onLoad }) {
      onLoad({ filter: /\.[jt]s$/ }, ({ path: file }) => {
        const problem = broken.get(file)
        if (!problem) return undefined
        const { file: name, line, message } = problem
        const error = `new Error(${JSON.stringify(`${name}:${line} ${message}`)})`
        return {
          contents: `throw Object.assign(${error}, { problem: ${JSON.stringify(problem)} })`,
          loader: 'js'
        }
      })
    }
  }
}

/** The bundle's entry: the data, and a function per script that runs it. What a save of a template
 * changes is not in it, so that the code stays the same. */
function writeEntry(sources: Sources, { appJson, themes, units, prefixes }: BundleInput): string {
  const configs = Object.fromEntries(units.map(({ path: name, config }) => [name, config]))
  const scripts = ['app', ...units.map((unit) => unit.path)].map((name) => {
    const file = findScript(sources, name)
    return `${JSON.stringify(name)}: () => ${file ? `require(${JSON.stringify(file)})` : '{}'}`
  })
  return `globalThis.startPhone({
    appJson: ${JSON.stringify(appJson)},
    themes: ${JSON.stringify(themes)},
    configs: ${JSON.stringify(configs)},
    prefixes: ${JSON.stringify(prefixes)},
    assets: ${JSON.stringify(readAssets(sources.dir))},
    ...globalThis.previewParts,
    scripts: { ${scripts.join(',\n')} }
  })`
}
