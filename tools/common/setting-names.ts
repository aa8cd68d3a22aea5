import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readEnvFile } from './env-file'

/** The settings that .env.example lists. */
export function listExampleNames(root: string): string[] {
  const file = path.join(root, '.env.example')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return [...text.matchAll(/^([A-Z]\w*)=/gm)].map(([, name = '']) => name)
}

/** One line for each name in a file such as .env that is not known, with the nearest one that is. */
export function describeUnknown(root: string, file: string, known: string[]): string[] {
  return Object.keys(readEnvFile(path.join(root, file)))
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known)
      const advice = near ? `: do you mean ${near}?` : ', .env.example does not list it'
      return `${file}: ${name} is unknown${advice}`
    })
}

/** The known name that differs in at most a third of its letters. */
function nearest(name: string, known: string[]): string | undefined {
  const [best] = known
    .map((each) => ({ each, distance: editDistance(name, each) }))
    .sort((a, b) => a.distance - b.distance)
  return best && best.distance <= best.each.length / 3 ? best.each : undefined
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const above = row
    row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
  }
  return row[b.length] ?? 0
}
