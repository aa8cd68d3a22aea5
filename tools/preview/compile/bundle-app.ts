import path from 'node:path'
import { build, type BuildFailure } from 'esbuild'
import { readAssets } from './assets'
import { type Problems } from './problems'
import { type AppSource, findScript } from './read-app'
import { type Templates } from './templates'

interface BundleInput extends AppSource {
  templates: Templates
  prefixes: Record<string, string>
}

/** Exists in a browser but not on a phone: code that uses it must fail here too. */
const NO_BROWSER = Object.fromEntries(
  ['window', 'document', 'localStorage', 'sessionStorage', 'fetch', 'XMLHttpRequest'].map(
    (name) => [name, 'undefined']
  )
)

/** Bundles all scripts of a mini-program into one, which leaves running them to the phone. */
export async function bundleApp(source: BundleInput, problems: Problems): Promise<string> {
  try {
    const { outputFiles } = await build({
      stdin: { contents: writeEntry(source), resolveDir: source.dir, loader: 'js' },
      absWorkingDir: source.dir,
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2020',
      sourcemap: 'inline',
      charset: 'utf8',
      define: NO_BROWSER,
      nodePaths: [path.join(source.dir, 'miniprogram_npm')],
      tsconfigRaw: {},
      logLevel: 'silent'
    })
    return outputFiles[0]?.text ?? ''
  } catch (error) {
    for (const { location, text } of (error as BuildFailure).errors ?? [{ text: String(error) }])
      problems.add(location?.file ?? 'app.ts', location?.line ?? 0, text)
    return ''
  }
}

/** The bundle's entry: the data, and a function per script that runs it. */
function writeEntry({ dir, appJson, themes, units, templates, prefixes }: BundleInput): string {
  const configs = Object.fromEntries(units.map(({ path: name, config }) => [name, config]))
  const scripts = ['app', ...units.map((unit) => unit.path)].map((name) => {
    const file = findScript(dir, name)
    return `${JSON.stringify(name)}: () => ${file ? `require(${JSON.stringify(file)})` : '{}'}`
  })
  return `globalThis.startPhone({
    appJson: ${JSON.stringify(appJson)},
    themes: ${JSON.stringify(themes)},
    configs: ${JSON.stringify(configs)},
    prefixes: ${JSON.stringify(prefixes)},
    assets: ${JSON.stringify(readAssets(dir))},
    templates: ${templates.script},
    scripts: { ${scripts.join(',\n')} }
  })`
}
