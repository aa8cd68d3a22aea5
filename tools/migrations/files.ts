import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const SQL = path.resolve(__dirname, '../../sql')

/** One file of this folder. */
export interface Migration {
  name: string
  sql: string
  checksum: string
  /** Its line `-- contract: ...`: why no running code misses what it takes away */
  contract?: string
}

/** The migrations of a folder, in order. */
export function readMigrations(folder = SQL): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      // a checkout on Windows may have other line ends
      const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      const [, contract] = /^-- contract: *(\S.*)$/m.exec(sql) ?? []
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { name, sql, checksum, ...(contract && { contract }) }
    })
}
