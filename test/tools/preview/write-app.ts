import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const dirs: string[] = []

/** Writes a mini-program into a new folder; fills in the files that a page lacks. */
export function writeApp(files: Record<string, string | object>): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'mini program '))
  dirs.push(dir)
  const { pages = [] } = (files['app.json'] ?? {}) as { pages?: string[] }
  const fallbacks = pages.flatMap((page): [string, string][] => [
    [`${page}.js`, 'Page({})'],
    [`${page}.wxml`, '<view></view>']
  ])
  const all: typeof files = { 'app.js': 'App({})', ...Object.fromEntries(fallbacks), ...files }
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true })
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    writeFileSync(path.join(dir, name), text)
  }
  return dir
}

/** Removes what `writeApp` wrote. */
export function removeApps(): void {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
}
