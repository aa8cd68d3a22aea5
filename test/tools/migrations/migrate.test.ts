import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '../../../tools/migrations/migrate'
import { createDatabase, type TestDatabase } from '../../support/database'

const SQL = path.resolve(__dirname, '../../../sql')
const files = readdirSync(SQL).filter((name) => name.endsWith('.sql'))
let database: TestDatabase
let folder: string
beforeEach(async () => {
  database = await createDatabase({ migrated: false })
  folder = mkdtempSync(path.join(tmpdir(), 'sql-'))
  for (const name of files) cpSync(path.join(SQL, name), path.join(folder, name))
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

describe('migrating', () => {
  it('applies each file once, in order', async () => {
    expect(await migrate(database.url, folder)).toEqual([...files].sort())
    expect(await migrate(database.url, folder)).toEqual([])
    writeFileSync(path.join(folder, '9999-more.sql'), 'CREATE TABLE more (id INT PRIMARY KEY);')
    expect(await migrate(database.url, folder)).toEqual(['9999-more.sql'])
  })

  it('by several at once is done by one of them', async () => {
    const results = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)))
    expect(results.flat().sort()).toEqual([...files].sort())
  })

  it('refuses a file that has changed since', async () => {
    await migrate(database.url, folder)
    const [name = ''] = files
    writeFileSync(path.join(folder, name), 'SELECT 1;')
    await expect(migrate(database.url, folder)).rejects.toThrow(`${name} was applied before`)
  })

  it('takes the same file with the line ends of Windows', async () => {
    await migrate(database.url, folder)
    for (const name of files) {
      const text = readFileSync(path.join(folder, name), 'utf8')
      writeFileSync(path.join(folder, name), text.replaceAll('\n', '\r\n'))
    }
    expect(await migrate(database.url, folder)).toEqual([])
  })

  it('names the file that the server refuses, and can go on once it is mended', async () => {
    const bad = path.join(folder, '9999-bad.sql')
    writeFileSync(bad, 'CREATE TABLE good (id INT PRIMARY KEY);\nCREATE TABL bad (id INT);')
    await expect(migrate(database.url, folder)).rejects.toThrow(/^9999-bad.sql: /)
    writeFileSync(bad, 'CREATE TABLE IF NOT EXISTS good (id INT PRIMARY KEY);')
    expect(await migrate(database.url, folder)).toEqual(['9999-bad.sql'])
  })

  it('from the command line says what it did, and fails with exit code 1', () => {
    const run = (url?: string) =>
      spawnSync(process.execPath, ['--require', 'tsx/cjs', path.join(SQL, 'migrate.ts')], {
        env: { ...process.env, DATABASE_URL: url },
        encoding: 'utf8'
      })
    expect(run(database.url)).toMatchObject({ status: 0, stdout: `applied ${files.join(', ')}\n` })
    expect(run(database.url)).toMatchObject({ status: 0, stdout: 'nothing to apply\n' })
    const without = run()
    expect(without.status).toBe(1)
    expect(without.stderr).toContain('set DATABASE_URL')
  })
})
