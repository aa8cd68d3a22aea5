/**
 * watch-program.ts ROOT DIR [--debug]: bundles the functions of the project in ROOT into DIR, each
 * with its source map beside it, and again after each save. Prints `built`, then `changed NAME` for
 * each bundle that differs. Ends with its standard input, so that it never outlives its parent.
 * --debug: readable code that links to its sources.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build, type BuildContext, type BuildOptions, context, type OutputFile } from 'esbuild'
import { watchFiles } from '../common/watch'
import { openProject } from '../project'
import { buildFunctions, bundleOptions, listFunctions } from './bundle-functions'
import { writeBundles } from './write-bundles'

/** The bundle that is deployed, to the byte, and a map with which the runtime names places. */
const AS_DEPLOYED: BuildOptions = { sourcemap: 'external' }
const DEBUG: BuildOptions = {
  minifySyntax: false,
  minifyWhitespace: false,
  sourcemap: 'linked'
}

/** Part of every bundle, but not of the project. */
const CONTRACT_DOOR = path.join(__dirname, '../contract/door')

/** What is bundled again after each save, faster than the first time. */
interface Building {
  names: string[]
  context: BuildContext
}

async function main(): Promise<void> {
  process.stdin.resume().once('end', () => process.exit(0))
  const { values, positionals } = parseArgs({
    options: { debug: { type: 'boolean' } },
    allowPositionals: true
  })
  const [root = '.', outDir = 'dist'] = positionals
  const project = openProject(root)
  const { functionsDir, generatedDir } = project
  const changes = values.debug ? DEBUG : AS_DEPLOYED
  await buildFunctions(project, outDir, changes)
  let building: Building | undefined
  let working = Promise.resolve()
  const watch = watchFiles([functionsDir, generatedDir, CONTRACT_DOOR], () => {
    working = working.then(rebuild)
  })
  await watch.ready
  console.log('built')

  async function rebuild(): Promise<void> {
    const names = listFunctions(functionsDir)
    if (names.join() !== building?.names.join()) {
      await building?.context.dispose()
      const options = bundleOptions(functionsDir, names, outDir)
      building = { names, context: await context({ ...options, ...changes, write: false }) }
    }
    const built = await building.context.rebuild().catch(() => undefined)
    const outputs = built?.outputFiles ?? (await bundleEach(names))
    for (const name of writeBundles(outputs)) console.log(`changed ${name}`)
  }

  /** Of those that compile. esbuild has printed what is wrong; the previous bundle stays in use. */
  async function bundleEach(names: string[]): Promise<OutputFile[]> {
    const bundles = names.map((name) =>
      build({
        ...bundleOptions(functionsDir, [name], outDir),
        ...changes,
        write: false,
        logLevel: 'silent'
      }).then(
        ({ outputFiles }) => outputFiles,
        () => []
      )
    )
    return (await Promise.all(bundles)).flat()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
