/**
 * watch-program.ts ROOT DIR [--debug]: bundles the functions of the project in ROOT into DIR, each
 * with its source map beside it, and again after each save. Prints `built`, then `changed NAME` for
 * each bundle that differs. Ends with its standard input, so that it never outlives its parent.
 * --debug: readable code that links to its sources.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type BuildContext, type BuildOptions, context, type OutputFile } from 'esbuild'
import { watchFiles } from '../common/watch'
import { openProject } from '../project'
import { buildFunctions, bundleOptions, listFunctions } from './bundle-functions'

/** The bundle that is deployed, to the byte, and a map with which the runtime names places. */
const AS_DEPLOYED: BuildOptions = { sourcemap: 'external' }
const DEBUG: BuildOptions = {
  minifySyntax: false,
  minifyWhitespace: false,
  sourcemap: 'linked'
}

/** Part of every bundle, but not of the project. */
const CONTRACT_DOOR = path.join(__dirname, '../contract/door')

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { debug: { type: 'boolean' } },
    allowPositionals: true
  })
  const [root = '.', outDir = 'dist'] = positionals
  const project = openProject(root)
  const { functionsDir, generatedDir } = project
  const changes = values.debug ? DEBUG : AS_DEPLOYED
  await buildFunctions(project, outDir, changes)
  const rebuild = createRebuild(functionsDir, outDir, changes)
  let working = Promise.resolve()
  const watch = watchFiles([functionsDir, generatedDir, CONTRACT_DOOR], () => {
    working = working.then(rebuildAll)
  })
  await watch.ready
  console.log('built')
  process.stdin.resume().once('end', () => process.exit(0))

  async function rebuildAll(): Promise<void> {
    for (const name of listFunctions(functionsDir))
      // esbuild has printed what is wrong and where; the previous bundle stays in use
      if (await rebuild(name).catch(() => false)) console.log(`changed ${name}`)
  }
}

/** Makes a function that bundles one function again, and returns whether the bundle changed. */
function createRebuild(functionsDir: string, outDir: string, changes: BuildOptions) {
  const contexts = new Map<string, BuildContext>()
  return async (name: string): Promise<boolean> => {
    const options = { ...bundleOptions(functionsDir, name, outDir), ...changes, write: false }
    const known = contexts.get(name) ?? (await context(options))
    contexts.set(name, known)
    const [map, bundle] = (await known.rebuild()).outputFiles ?? []
    // a changed comment moves lines without changing the bundle: the map is replaced for itself
    if (map) replaceFile(map)
    return bundle !== undefined && replaceFile(bundle)
  }
}

/** Returns whether the file changed. */
function replaceFile({ path: file, contents }: OutputFile): boolean {
  if (existsSync(file) && readFileSync(file).equals(contents)) return false
  // an instance that starts right now reads the old or the new file, never a part
  writeFileSync(`${file}.new`, contents)
  renameSync(`${file}.new`, file)
  return true
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
