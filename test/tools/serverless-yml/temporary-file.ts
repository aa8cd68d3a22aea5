import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A `deploy/serverless.yml` in a new folder, whose name has spaces. */
export function temporaryServerlessFile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'serverless yml '))
  const file = path.join(folder, 'deploy', 'serverless.yml')
  mkdirSync(path.dirname(file))
  return {
    file,
    write: (text: string) => writeFileSync(file, text),
    remove: () => rmSync(folder, { recursive: true })
  }
}
