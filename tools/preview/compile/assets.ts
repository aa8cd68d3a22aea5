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
export function readAssets(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    files.flatMap((entry) => {
      const type = TYPES[path.extname(entry.name).toLowerCase()]
      if (!entry.isFile() || !type) return []
      const file = path.join(entry.parentPath, entry.name)
      const name = path.relative(dir, file).split(path.sep).join('/')
      return [[`/${name}`, `data:${type};base64,${readFileSync(file, 'base64')}`]]
    })
  )
}
