import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createSources } from './sources'

/** Compiled, and never asked for as a file. */
const SOURCE = /\.(js|ts|json|wxml|wxss|wxs|less|s[ac]ss|map|md)$/

/** The mini-program's images, sounds and fonts by path from its root, with when they were saved. */
export function listAssets(dir: string, below = ''): Record<string, string> {
  const assets: Record<string, string> = {}
  for (const entry of readdirSync(path.join(dir, below), { withFileTypes: true })) {
    const name = `${below}/${entry.name}`
    if (/^(node_modules|\..*)$/.test(entry.name)) continue
    if (entry.isDirectory()) Object.assign(assets, listAssets(dir, name))
    else if (entry.isFile() && !SOURCE.test(entry.name))
      assets[name] = Math.round(statSync(path.join(dir, name)).mtimeMs).toString(36)
  }
  return assets
}

/** A file of the mini-program's own, or of a package that it uses, by the path of an address. */
export async function readPackaged(dir: string, encoded: string) {
  const name = path.posix.normalize(decode(encoded))
  const isHidden = name.split('/').some((part) => part.startsWith('.'))
  const file = isHidden ? undefined : createSources(dir).find(name)
  return file && { type: path.extname(file).toLowerCase(), bytes: await readFile(file) }
}

/** What is not encoded as an address is the name of no file. */
function decode(part: string): string {
  try {
    return decodeURI(part)
  } catch {
    return part
  }
}
