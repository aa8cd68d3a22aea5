import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { type Project } from '../project'
import { ownValidators } from './own-validators'
import { slim } from './slim'
import { writeBundles } from './write-bundles'

/** Loaded only by functions that are configured to use it, so it stays a file of its own. */
const SECRET_STORE = 'secret-store'

const keepApart: Plugin = {
  name: 'keep-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/secret-store$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${SECRET_STORE}.js`, external: true }
    )
  }
}

/** The names of the functions: those of the folders that have an index.ts. */
export function listFunctions(functionsDir: string): string[] {
  return readdirSync(functionsDir).filter((name) =>
    existsSync(path.join(functionsDir, name, 'index.ts'))
  )
}

/** The functions, and what they share at run time. */
export function listBundles(functionsDir: string): string[] {
  return [...listFunctions(functionsDir), SECRET_STORE]
}

/** How to bundle functions, and `secret-store`, which they share at run time. */
export function bundleOptions(functionsDir: string, names: string[], outDir: string) {
  const entryOf = (name: string) =>
    name === SECRET_STORE ? `shared/settings/${name}.ts` : `${name}/index.ts`
  return {
    entryPoints: Object.fromEntries(
      names.map((name) => [name, path.join(functionsDir, entryOf(name))])
    ),
    outdir: outDir,
    write: false,
    // the same bytes wherever a command was started: some names in a bundle are relative paths
    absWorkingDir: path.resolve(functionsDir, '..'),
    bundle: true,
    platform: 'node',
    // SCF's oldest runtime that is still offered and maintained here: Nodejs18.15
    target: 'node18',
    format: 'cjs',
    // names stay for the stacks in logs; esbuild's keepNames costs time whenever a function is made
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    plugins: [slim, keepApart, ownValidators(functionsDir)],
    logLevel: 'warning'
  } satisfies BuildOptions
}

/**
 * Bundles all functions into a folder, together with the file that starts one as an SCF web
 * function. Throws an Error when one does not compile; esbuild has printed where by then.
 */
export async function buildFunctions(
  { functionsDir, distDir }: Pick<Project, 'functionsDir' | 'distDir'>,
  outDir = distDir,
  changes: BuildOptions = {}
): Promise<void> {
  mkdirSync(outDir, { recursive: true })
  const options = bundleOptions(functionsDir, listBundles(functionsDir), outDir)
  const built = build({ ...options, ...changes, write: false })
  const { outputFiles } = await built.catch((cause: unknown) => {
    throw new Error('the functions do not build: see above', { cause })
  })
  writeBundles(outputFiles)
  const bootstrap = path.join(outDir, 'scf_bootstrap')
  copyFileSync(path.join(functionsDir, 'scf_bootstrap'), bootstrap)
  chmodSync(bootstrap, 0o755)
}
