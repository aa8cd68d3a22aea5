import path from 'node:path'
import { build, type BuildFailure, type Plugin } from 'esbuild'
import { type SourceProblem } from '../app-json'
import { listAssets } from './assets'
import { ASYNC, findComputed, LATE_REQUIRE, loosen } from './loose-modules'
import { type Problems } from './problems'
import { type AppSource, findScript } from './read-app'
import { resolveAsWechat } from './resolve-as-wechat'
import { type Sources } from './sources'

interface BundleInput extends AppSource {
  prefixes: Record<string, string>
}

/** Exists in a browser but not on a phone: code that uses it must fail here too. */
const NO_BROWSER = [
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'navigator',
  'location',
  'fetch',
  'XMLHttpRequest'
]
const GLOBALS = {
  ...Object.fromEntries(NO_BROWSER.map((name) => [name, 'undefined'])),
  global: 'globalThis'
}

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
  const loose = new Set<string>()
  const { dir } = sources
  for (;;) {
    const before = broken.size + loose.size
    try {
      const { outputFiles, warnings } = await build({
        stdin: { contents: writeEntry(sources, input), resolveDir: dir, loader: 'js' },
        absWorkingDir: dir,
        bundle: true,
        write: false,
        format: 'iife',
        target: 'es2020',
        sourcemap: 'inline',
        charset: 'utf8',
        define: GLOBALS,
        // an ES module that marks its exports all the same: `Object.defineProperty(exports, ...)`
        banner: { js: 'var exports = {};' },
        tsconfigRaw: {},
        plugins: [resolveAsWechat(sources, input), replaceBroken(broken), loosen(loose)],
        logLevel: 'silent'
      })
      const text = outputFiles[0]?.text ?? ''
      for (const { id, location } of warnings)
        if (id === 'commonjs-variable-in-esm' && location)
          loose.add(path.resolve(dir, location.file))
      if (LATE_REQUIRE.test(text)) loose.add(ASYNC)
      if (broken.size + loose.size === before) return findComputed(text)
    } catch (error) {
      const { errors = [{ location: null, text: String(error) }] } = error as BuildFailure
      const known = new Set(loose)
      for (const { location, text: message } of errors) {
        const problem = { file: location?.file ?? 'app.ts', line: location?.line ?? 0, message }
        const place = path.resolve(dir, problem.file)
        if (/^No matching export/.test(message) && !known.has(place)) {
          loose.add(place)
          continue
        }
        const isApp = /^app\.[jt]s$/.test(problem.file)
        problems.within(isApp ? '' : problem.file.replace(/\.\w+$/, ''), () =>
          problems.add(problem.file, problem.line, problem.message)
        )
        broken.set(place, problem)
      }
      if (broken.size + loose.size === before) return ''
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
function writeEntry(sources: Sources, input: BundleInput): string {
  const { appJson, themes, units, absent, prefixes } = input
  const configs = Object.fromEntries(units.map(({ path: name, config }) => [name, config]))
  const scripts = ['app', ...units.map((unit) => unit.path)].map((name) => {
    const file = findScript(sources, name)
    return `${JSON.stringify(name)}: () => ${file ? `require(${JSON.stringify(file)})` : '{}'}`
  })
  return `globalThis.startPhone({
    appJson: ${JSON.stringify(appJson)},
    themes: ${JSON.stringify(themes)},
    configs: ${JSON.stringify(configs)},
    absent: ${JSON.stringify([...absent])},
    prefixes: ${JSON.stringify(prefixes)},
    assets: ${JSON.stringify(listAssets(sources.dir))},
    ...globalThis.previewParts,
    scripts: { ${scripts.join(',\n')} }
  })`
}
