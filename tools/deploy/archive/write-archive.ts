import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { zipSync, type Zippable } from 'fflate'

/** What starts a web function; SCF runs it as a program. */
const BOOTSTRAP = 'scf_bootstrap'

/** The environment's settings of the gateway, which functions keep at their doors. */
export const GATEWAY_TABLE = 'gateway.json'

/** Unix, so that the modes below count: a checkout on Windows has none of its own. */
const UNIX = 3
const FILE = 0o100644 * 0x10000
const PROGRAM = 0o100755 * 0x10000

/**
 * Packs what the build wrote to `distDir`. The same files give the same bytes, on every machine:
 * names in order, one fixed date, and a compressor that does not come with Node. Throws an Error
 * when a function's bundle is missing, or when anything else lies there.
 */
export function writeArchive(distDir: string, bundles: string[]): Buffer {
  const names = readdirSync(distDir).sort()
  demandContents(names, bundles)
  const files: Zippable = {}
  for (const name of names) {
    const attrs = name === BOOTSTRAP ? PROGRAM : FILE
    // a date without a time zone: the format knows none
    const mtime = new Date(1980, 0, 1)
    files[name] = [readFileSync(path.join(distDir, name)), { mtime, os: UNIX, attrs, level: 6 }]
  }
  return Buffer.from(zipSync(files))
}

/**
 * Throws unless these are the functions' bundles, what those load when they need it, the gateway's
 * settings, and what starts them: nothing else.
 */
export function demandContents(names: string[], bundles: string[]): void {
  const fixed = [BOOTSTRAP, GATEWAY_TABLE]
  for (const name of [...bundles.map((bundle) => `${bundle}.js`), ...fixed])
    if (!names.includes(name)) throw new Error(`archive: ${name} is missing`)
  for (const name of names)
    if (!fixed.includes(name) && !/^[\w-]+\.js$/.test(name))
      throw new Error(`archive: ${name} has no business in it`)
}
