import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One file of a folder of migrations. */
export interface Migration {
  /** The file's name: `0001-users.sql`. */
  name: string
  sql: string
  /** SHA-256 of `sql`, in hex. */
  checksum: string
  /** From a line `-- contract: ...`: why no running code misses what this migration removes. */
  contract?: string
}

/** The migrations of a folder, in order. Files that are not named `NNNN-name.sql` are skipped. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      // a checkout on Windows may have other line endings
      const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      const [, contract] = /^-- contract: *(\S.*)$/m.exec(sql) ?? []
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { name, sql, checksum, ...(contract && { contract }) }
    })
}
