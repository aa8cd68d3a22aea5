import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readMigrations } from '../../../tools/migrations'
import { createDatabase, type TestDatabase } from '../../support/database'
import { commandLine } from '../../support/project'
import { createScratchProject, type ScratchProject } from '../../support/scratch-project'

let copy: ScratchProject
let database: TestDatabase
beforeAll(async () => {
  copy = createScratchProject()
  database = await createDatabase()
})
afterAll(async () => {
  await database.drop()
  copy.remove()
})

function db(args: string[], { input = '', url = database.url } = {}) {
  return spawnSync(process.execPath, commandLine('db', ...args), {
    cwd: copy.root,
    env: { PATH: process.env.PATH, DATABASE_URL: url },
    encoding: 'utf8',
    input
  })
}

it('runs the statement that is given, with ids in hex', () => {
  const { status, stdout } = db(['shell', "SELECT X'00ff' AS id"])
  expect([status, stdout]).toEqual([0, expect.stringContaining('0x00ff')])
})

it('runs the statements of its input, and reports one that fails', () => {
  const input = 'SELECT 40\n  + 2 AS answer;\nSELECT nothing;\nSELECT 7 AS last;\n'
  const { status, stdout, stderr } = db(['shell'], { input })
  expect(status).toBe(1)
  expect(stdout).toMatch(/42[^]*7/)
  expect(stderr).toMatch(/^Unknown column 'nothing' in /)
})

it.each(['erase', 'constructor'])('prints how it is used for the unknown action %s', (action) => {
  const { status, stderr } = db([action])
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^Usage: npm run db/)])
})

it('shows the tables and that all migrations are applied', () => {
  const { status, stdout } = db(['status'])
  expect(status).toBe(0)
  expect(stdout).toMatch(/^migrations {2}all applied$/m)
  expect(stdout).toMatch(/^ {2}sessions +0 rows$/m)
})

it('empties the database, applies the migrations again and seeds', async () => {
  await database.query('CREATE TABLE mine (id INT)')
  const folder = path.join(copy.migrationsDir, 'seed')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const insert = "INSERT INTO login_addresses VALUES (REPEAT('a', 16), UTC_TIMESTAMP(), 7);\n"
  writeFileSync(path.join(folder, '01-addresses.sql'), insert)
  const applied = readMigrations(copy.migrationsDir)
    .map(({ name }) => `applied ${name}\n`)
    .join('')
  const { status, stdout, stderr } = db(['reset', '--yes'])
  expect([status, stdout, stderr]).toEqual([0, `${applied}ran seed/01-addresses.sql\n`, ''])
  expect(await database.query('SELECT logins FROM login_addresses')).toEqual([{ logins: 7 }])
  await expect(database.query('SELECT * FROM mine')).rejects.toThrow("doesn't exist")
})

it('names the file and the reason when a seed fails', () => {
  const { status, stderr } = db(['seed'])
  expect(status).toBe(1)
  expect(stderr).toMatch(/^seed\/01-addresses\.sql: Duplicate entry/)
})

it('asks before it removes anything', () => {
  expect(db(['reset'])).toMatchObject({
    status: 1,
    stderr: 'add --yes where no one can be asked\n'
  })
})

it('refuses to empty a database on another machine', () => {
  const { status, stderr } = db(['reset', '--yes'], { url: 'mysql://a:hunter2@db.example:1/app' })
  expect(status).toBe(1)
  expect(stderr).not.toContain('hunter2')
})

it('explains itself with --help, and without an action', () => {
  const [help, nothing] = [db(['--help']), db([])]
  expect([help.status, nothing.status]).toEqual([0, 1])
  expect(help.stdout).toContain('reset')
  expect(nothing.stderr).toBe(help.stdout)
})
