import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp'
}

/** The mini-program's images as data URLs, by path from its root: `/images/home.png`. */
export function readAssets(dir: string, below = ''): Record<string, string> {
  const assets: Record<string, string> = {}
  for (const entry of readdirSync(path.join(dir, below), { withFileTypes: true })) {
    const name = `${below}/${entry.name}`
    const type = TYPES[path.extname(entry.name).toLowerCase()]
    if (entry.isDirectory() && !/^(node_modules|\..*)$/.test(entry.name))
      Object.assign(assets, readAssets(dir, name))
    else if (entry.isFile() && type)
      assets[name] = `data:${type};base64,${readFileSync(path.join(dir, name), 'base64')}`
  }
  return assets
}
