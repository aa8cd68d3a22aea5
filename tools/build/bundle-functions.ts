import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { type Project } from '../project'
import { slim } from './slim'

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

/** A function contains the validators of its own requests, not those of all functions. */
function ownValidators(name: string): Plugin {
  return {
    name: 'own-validators',
    setup({ onResolve }) {
      onResolve({ filter: /\/request-validators$/ }, ({ path: asked, resolveDir }) => {
        const own = path.join(resolveDir, asked, `${name}.js`)
        return existsSync(own) ? { path: own } : undefined
      })
    }
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

/** How to bundle one function, or `secret-store`, which functions share at run time. */
export function bundleOptions(functionsDir: string, name: string, outDir: string): BuildOptions {
  const entry = name === SECRET_STORE ? `shared/settings/${name}.ts` : `${name}/index.ts`
  return {
    entryPoints: [path.join(functionsDir, entry)],
    outfile: path.join(outDir, `${name}.js`),
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
    plugins: [slim, keepApart, ownValidators(name)],
    logLevel: 'warning'
  }
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
  const names = listBundles(functionsDir)
  try {
    await Promise.all(
      names.map((name) => build({ ...bundleOptions(functionsDir, name, outDir), ...changes }))
    )
  } catch (cause) {
    throw new Error('the functions do not build: see above', { cause })
  }
  const bootstrap = path.join(outDir, 'scf_bootstrap')
  copyFileSync(path.join(functionsDir, 'scf_bootstrap'), bootstrap)
  chmodSync(bootstrap, 0o755)
}
