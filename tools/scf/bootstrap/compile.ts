import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { transformSync } from 'esbuild'

/** Shown in the stacks of functions, where `log/report.ts` leaves it out */
export const BOOTSTRAP_NAME = 'scf-instance.cjs'

interface Bootstrap {
  file: string
  remove(): void
}

/** Compiles instance.ts to plain JavaScript, so that no cold start pays for a TypeScript loader. */
export function compileBootstrap(): Bootstrap {
  const source = readFileSync(path.join(__dirname, 'instance.ts'), 'utf8')
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', target: 'node18' })
  const folder = mkdtempSync(path.join(tmpdir(), 'scf-instance-'))
  const file = path.join(folder, BOOTSTRAP_NAME)
  writeFileSync(file, code)
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
