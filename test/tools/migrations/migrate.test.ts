import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { listWaiting, migrate } from '../../../tools/migrations'
import { createDatabase, type TestDatabase } from '../../support/database'
import { runCommand } from '../../support/project'

const FILES = {
  '0001-people.sql': 'CREATE TABLE people (id INT PRIMARY KEY);\n',
  '0002-count.sql': `CREATE PROCEDURE count_people()
SQL SECURITY INVOKER
BEGIN
  SELECT COUNT(*) AS people FROM people;
  SELECT 'done;' AS state;
END;
`,
  '0010-ages.sql': 'ALTER TABLE people ADD COLUMN age INT NULL;\nSELECT age FROM people;\n'
}
const NAMES = Object.keys(FILES)

let database: TestDatabase
let folder: string
beforeEach(async () => {
  database = await createDatabase({ migrated: false })
  folder = mkdtempSync(path.join(tmpdir(), 'sql-'))
  for (const [name, sql] of Object.entries(FILES)) write(name, sql)
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

function write(name: string, sql: string): void {
  writeFileSync(path.join(folder, name), sql)
}

describe('migrating', () => {
  it('applies each file once, in order', async () => {
    write('notes.sql', 'this is not a migration')
    const announced: string[] = []
    const onApply = (name: string) => announced.push(name)
    expect(await migrate(database.url, folder, { onApply })).toEqual(NAMES)
    expect(announced).toEqual(NAMES)
    expect(await migrate(database.url, folder)).toEqual([])
    write('9999-more.sql', 'CREATE TABLE more (id INT PRIMARY KEY);')
    expect(await migrate(database.url, folder)).toEqual(['9999-more.sql'])
  })

  it('lists what waits without applying it', async () => {
    const waiting = async () => (await listWaiting(database.url, folder)).map(({ name }) => name)
    expect(await waiting()).toEqual(NAMES)
    expect(await migrate(database.url, folder, { upTo: '0001-people.sql' })).toHaveLength(1)
    expect(await waiting()).toEqual(NAMES.slice(1))
  })

  it('stops between two files when it is interrupted, and applies the rest the next time', async () => {
    const abort = new AbortController()
    const onApply = () => abort.abort(new Error('interrupted'))
    const { signal } = abort
    await expect(migrate(database.url, folder, { onApply, signal })).rejects.toThrow('interrupted')
    expect(await migrate(database.url, folder)).toEqual(NAMES.slice(1))
  })

  it('applies each file once when several runs start at the same time', async () => {
    const results = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)))
    expect(results.flat().sort()).toEqual(NAMES)
  })

  it('refuses a file that has changed since it was applied', async () => {
    await migrate(database.url, folder)
    write('0002-count.sql', 'SELECT 1;')
    const message = '0002-count.sql was applied before'
    await expect(migrate(database.url, folder)).rejects.toThrow(message)
    await expect(listWaiting(database.url, folder)).rejects.toThrow(message)
  })

  it('treats the same file with Windows line endings as unchanged', async () => {
    await migrate(database.url, folder)
    for (const name of NAMES) {
      const text = readFileSync(path.join(folder, name), 'utf8')
      write(name, text.replaceAll('\n', '\r\n'))
    }
    expect(await migrate(database.url, folder)).toEqual([])
  })

  it('names the file that the server rejects, and continues once it is fixed', async () => {
    write('9999-bad.sql', 'CREATE TABLE good (id INT PRIMARY KEY);\nCREATE TABL bad (id INT);')
    await expect(migrate(database.url, folder)).rejects.toThrow(/^9999-bad.sql: /)
    write('9999-bad.sql', 'CREATE TABLE IF NOT EXISTS good (id INT PRIMARY KEY);')
    expect(await migrate(database.url, folder)).toEqual(['9999-bad.sql'])
  })

  it("applies this project's migrations from the command line, and fails without a URL", () => {
    const run = (url = '') =>
      runCommand('migrate', [], { env: { ...process.env, DATABASE_URL: url } })
    const first = run(database.url)
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(first.stdout).toMatch(/^applying 0001-.*\n(?:.*\n)*applied (\d+) of \1\n$/m)
    const second = run(database.url)
    expect(second.status).toBe(0)
    expect(second.stdout).toMatch(/nothing to apply\n$/)
    const without = run()
    expect(without.status).toBe(1)
    expect(without.stderr).toContain('set DATABASE_URL')
  })
})
