/**
 * watch.ts DIR [--debug]: builds the functions into DIR, and after each save those that are other
 * ones now. Prints `built`, then `changed NAME` for each such bundle. Ends with its standard input,
 * so that it never outlives who started it. Beside each bundle lies its source map. --debug:
 * readable code that a debugger finds the sources of.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { watch } from 'chokidar'
import { type BuildContext, type BuildOptions, context, type OutputFile } from 'esbuild'
import { build, bundleOptions, listFunctions } from './build'

/** An editor that saves all its files is one change. */
const SETTLE_MS = 20

const ROOT = path.resolve(__dirname, '../..')
const SOURCES = ['cloudfunctions', 'gateway-config', 'tools/contract/door'].map((name) =>
  path.join(ROOT, name)
)

/** The bundle that is deployed, to the byte, and a map with which the runtime names places. */
const LIKE_DEPLOYED: BuildOptions = { sourcemap: 'external' }
const DEBUG: BuildOptions = { minify: false, sourcemap: 'linked' }

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { debug: { type: 'boolean' } },
    allowPositionals: true
  })
  const outDir = path.resolve(positionals[0] ?? 'dist')
  const otherwise = values.debug ? DEBUG : LIKE_DEPLOYED
  await build(outDir, otherwise)
  const rebuild = createRebuild(outDir, otherwise)
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  const watcher = watch(SOURCES, {
    ignoreInitial: true,
    ignored: (file, stats) => Boolean(stats?.isFile()) && !/\.[jt]s$/.test(file)
  })
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      working = working.then(rebuildAll)
    }, SETTLE_MS)
  })
  watcher.once('ready', () => console.log('built'))
  process.stdin.resume().once('end', () => process.exit(0))

  async function rebuildAll(): Promise<void> {
    for (const name of listFunctions())
      // esbuild has printed what is wrong and where; the bundle of before goes on
      if (await rebuild(name).catch(() => false)) console.log(`changed ${name}`)
  }
}

/** Builds a function once more; tells whether its bundle is another one than before. */
function createRebuild(outDir: string, otherwise: BuildOptions) {
  const contexts = new Map<string, BuildContext>()
  return async (name: string): Promise<boolean> => {
    const options = { ...bundleOptions(name, outDir), ...otherwise, write: false }
    const known = contexts.get(name) ?? (await context(options))
    contexts.set(name, known)
    const [map, bundle] = (await known.rebuild()).outputFiles ?? []
    // a comment moves the lines of a bundle that stays the same: its map goes first, and for itself
    if (map) replaceFile(map)
    return bundle !== undefined && replaceFile(bundle)
  }
}

/** Tells whether the file is another one now. */
function replaceFile({ path: file, contents }: OutputFile): boolean {
  if (readFileSync(file).equals(contents)) return false
  // an instance that starts right now reads the one or the other, whole
  writeFileSync(`${file}.new`, contents)
  renameSync(`${file}.new`, file)
  return true
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
