import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { transformSync } from 'esbuild'

const CACHE = resolve(__dirname, '..', '..', 'node_modules', '.cache', 'weapp-scf')

/**
 * Gives the path of instance.ts as plain JavaScript, so that no cold start pays for a TypeScript
 * loader. It is compiled once for each content of the file; other runtimes may do the same at the
 * same moment.
 */
export function compileBootstrap(): string {
  const source = readFileSync(join(__dirname, 'instance.ts'), 'utf8')
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 16)
  const compiled = join(CACHE, `instance-${digest}.js`)
  if (existsSync(compiled)) return compiled
  mkdirSync(CACHE, { recursive: true })
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', target: 'node18' })
  const unfinished = `${compiled}.${process.pid}`
  writeFileSync(unfinished, code)
  renameSync(unfinished, compiled)
  return compiled
}
