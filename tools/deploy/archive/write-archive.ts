import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Zippable, zipSync } from 'fflate'

/** SCF runs this file to start a web function. */
export const BOOTSTRAP = 'scf_bootstrap'

/** The stage's gateway settings, which functions apply to every call. */
export const GATEWAY_TABLE = 'gateway.json'

/** Makes the Unix modes below count; a checkout on Windows has none of its own. */
const UNIX = 3
const FILE = 0o100644 * 0x10000
const PROGRAM = 0o100755 * 0x10000

/**
 * Packs what the build wrote to `distDir`. The same files give the same bytes on every machine:
 * sorted names, one fixed date, and a compressor that does not depend on Node's version. Throws an
 * Error when a bundle is missing or an unexpected file is present.
 */
export function writeArchive(distDir: string, bundles: string[]): Buffer {
  const names = readdirSync(distDir).sort()
  checkContents(names, bundles)
  const files: Zippable = {}
  for (const name of names) {
    const attrs = name === BOOTSTRAP ? PROGRAM : FILE
    // zip dates have no time zone, so this must be a local date
    const mtime = new Date(1980, 0, 1)
    files[name] = [readFileSync(path.join(distDir, name)), { mtime, os: UNIX, attrs, level: 6 }]
  }
  return Buffer.from(zipSync(files))
}

/**
 * Throws an Error unless the names are exactly these: the functions' bundles, the files that they
 * load on demand, the gateway settings and the bootstrap.
 */
export function checkContents(names: string[], bundles: string[]): void {
  const fixed = [BOOTSTRAP, GATEWAY_TABLE]
  for (const name of [...bundles.map((bundle) => `${bundle}.js`), ...fixed])
    if (!names.includes(name)) throw new Error(`archive: ${name} is missing`)
  for (const name of names)
    if (!fixed.includes(name) && !/^[\w-]+\.js$/.test(name))
      throw new Error(`archive: ${name} does not belong in it`)
}
