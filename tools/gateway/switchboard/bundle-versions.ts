import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { type EnvironmentSettings } from '../../contract/environment-model'
import { type Contract } from '../../contract/model'
import { sha256 } from './snapshot'

/**
 * The functions behind the routes: by name, the SHA-256 of the built bundle. Throws an Error when a
 * route needs a function that is not built; one that no route needs is left out.
 */
export function readBundleVersions(
  distDir: string,
  { operations }: Contract,
  { routes }: EnvironmentSettings
): Record<string, string> {
  const versions: Record<string, string> = {}
  for (const { operationId, function: name } of operations) {
    const bundle = path.join(distDir, `${name}.js`)
    const version = versions[name] ?? hashOf(bundle)
    if (version) versions[name] = version
    else if (routes[operationId]?.source !== 'mock')
      throw new Error(`${operationId} needs ${bundle}, which does not exist: run npm run build`)
  }
  return versions
}

const known = new Map<string, { changed: string; hash: string }>()

/** A bundle has a megabyte and the console asks often, so unchanged files are not read again. */
function hashOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) return undefined
  const changed = `${stat.mtimeMs} ${stat.size} ${stat.ino}`
  const before = known.get(file)
  if (before?.changed === changed) return before.hash
  const hash = sha256(readFileSync(file))
  known.set(file, { changed, hash })
  return hash
}
