import { existsSync } from 'node:fs'
import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lives } from '../../../tools/common/processes'
import { type MysqlServer, startMysql } from '../../../tools/mysql'
import { serverProcessIn, valueOf, withSql, workbench } from './helpers'

const forAll = workbench()
const { newDir, keep, cleanUp } = workbench()
let dir: string
let server: MysqlServer

beforeAll(async () => {
  dir = join(await forAll.newDir(), 'my mini program', 'x'.repeat(120), 'data base')
  server = forAll.keep(await startMysql({ dir }))
})
afterEach(cleanUp)
afterAll(forAll.cleanUp)
jest.setTimeout(60_000)

const start = async (folder: string) => keep(await startMysql({ dir: folder }))
const homeIn = async (folder: string) => {
  const [name = ''] = (await readdir(folder)).filter((entry) =>
    /^(mariadb|mysql)-\d+\.\d+$/.test(entry)
  )
  return join(folder, name)
}

it('starts a server with an empty database called app', async () => {
  const { url, description } = server
  expect(url).toMatch(/^mysql:\/\/app:[\w-]{24}@127\.0\.0\.1:\d+\/app$/)
  expect(description).toMatch(/^(MariaDB|MySQL) \d+\.\d+\.\d+ \(.+\)$/)
  expect(await valueOf(url, 'SELECT DATABASE()')).toBe('app')
  const tables = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'app'"
  expect(await valueOf(url, tables)).toBe(0)
})

it('lets its user create databases, set global variables and end connections', async () => {
  const { url } = server
  await withSql(url, async (sql) => {
    await sql.query('CREATE DATABASE other')
    await sql.query('DROP DATABASE other')
    await sql.query('SET GLOBAL wait_timeout = 30')
    await withSql(url, async (victim) => {
      victim.on('error', () => undefined)
      await sql.query(`KILL ${victim.threadId}`)
      await expect(victim.query('SELECT 1')).rejects.toThrow()
    })
  })
})

it('refuses logins without the password', async () => {
  const { url } = server
  for (const user of ['root', 'app', 'mysql', '']) {
    const account = new URL(url)
    account.username = user
    account.password = ''
    await expect(valueOf(account.href, 'SELECT 1')).rejects.toMatchObject({ errno: 1045 })
  }
})

it('accepts a folder with spaces and a long name, and keeps its files private', async () => {
  expect(await valueOf(server.url, 'SELECT @@datadir')).toContain(dir)
  expect(await valueOf(server.url, 'SELECT @@tmpdir')).toContain(dir)
  const files = [dir, join(dir, 'server.json'), join(await homeIn(dir), 'init.sql')]
  const modes = files.map(async (file) => (await stat(file)).mode & 0o077)
  expect(await Promise.all(modes)).toEqual([0, 0, 0])
})

it('keeps the data of two servers in two folders apart', async () => {
  const [one, two] = [server, await start(await newDir())]
  await withSql(one.url, (sql) => sql.query('CREATE TABLE mine (id INT)'))
  const count = "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'mine'"
  expect(await valueOf(one.url, count)).toBe(1)
  expect(await valueOf(two.url, count)).toBe(0)
})

it('finds the data again, at the same address, when started again in the same folder', async () => {
  const dir = await newDir()
  const first = await startMysql({ dir })
  await withSql(first.url, async (sql) => {
    await sql.query('CREATE TABLE kept (word VARCHAR(20))')
    await sql.query("INSERT INTO kept VALUES ('still here')")
  })
  await first.stop()
  const second = await start(dir)
  expect(await valueOf(second.url, 'SELECT word FROM kept')).toBe('still here')
  expect(second.url).toBe(first.url)
})

it('stops the server within 3 s, and may be stopped again', async () => {
  const dir = await newDir()
  const server = await startMysql({ dir })
  const process = serverProcessIn(dir)
  expect(lives(process)).toBe(true)
  const begin = Date.now()
  await server.stop()
  expect(Date.now() - begin).toBeLessThan(3_000)
  expect(lives(process)).toBe(false)
  await server.stop()
})

it('reports a server that dies while starting with the end of its log', async () => {
  const dir = await newDir()
  await (await startMysql({ dir })).stop()
  await writeFile(join(await homeIn(dir), 'data', 'ibdata1'), 'not a tablespace')
  await expect(startMysql({ dir })).rejects.toThrow(/ended while starting:\n[^]*ibdata1/)
})

it('cancels a start, leaves nothing running and frees the folder', async () => {
  const folder = await newDir()
  const cancel = new AbortController()
  const onProgress = () => cancel.abort()
  await expect(startMysql({ dir: folder, onProgress, signal: cancel.signal })).rejects.toThrow(
    /abort/i
  )
  expect(existsSync(join(await homeIn(folder), 'data'))).toBe(false)
  const { url } = await start(folder)
  expect(await valueOf(url, 'SELECT 1')).toBe(1)
})
