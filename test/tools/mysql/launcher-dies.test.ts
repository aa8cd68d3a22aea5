import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lives, markOf, waitUntil } from '../../../tools/common/processes'
import { startMysql } from '../../../tools/mysql'
import { readRecord, writeRecord } from '../../../tools/mysql/server-record'
import { isGoneWithin, killed, serverProcessIn, valueOf, withSql, workbench } from './helpers'

const { newDir, keep, runLauncher, cleanUp } = workbench()
afterEach(cleanUp)
jest.setTimeout(60_000)

const start = async (dir: string) => keep(await startMysql({ dir }))

it('ends the server of a killed launcher, and the next start finds the data', async () => {
  const dir = await newDir()
  const launcher = runLauncher(dir)
  const url = await launcher.lineOf(/^mysql:/)
  await withSql(url, (sql) => sql.query('CREATE TABLE kept SELECT 7 AS number'))
  const orphan = serverProcessIn(dir)
  await killed(launcher.child)
  expect(await isGoneWithin(orphan, 10_000)).toBe(true)

  const server = await start(dir)
  expect(await valueOf(server.url, 'SELECT number FROM kept')).toBe(7)
})

it('ends a server that a killed launcher left behind at the next start', async () => {
  const dir = await newDir()
  const launcher = runLauncher(dir)
  await launcher.lineOf(/^mysql:/)
  const orphan = serverProcessIn(dir)
  process.kill(orphan.pid, 'SIGSTOP')
  await killed(launcher.child)
  expect(lives(orphan)).toBe(true)

  const server = await start(dir)
  expect(lives(orphan)).toBe(false)
  expect(await valueOf(server.url, 'SELECT 1')).toBe(1)
})

it('leaves a process alone that has got the pid of a dead server', async () => {
  const dir = await newDir()
  await (await startMysql({ dir })).stop()
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])
  const record = readRecord(dir)
  if (!record || !bystander.pid) throw new Error('there is no server to mix up')
  writeRecord(dir, { ...record, process: { pid: bystander.pid, birth: record.process.birth } })

  await start(dir)
  const survived = lives(markOf(bystander.pid)) && bystander.signalCode === null
  await killed(bystander)
  expect(survived).toBe(true)
})

it('refuses a folder that a living launcher uses, and names its pid', async () => {
  const dir = await newDir()
  const launcher = runLauncher(dir)
  const url = await launcher.lineOf(/^mysql:/)
  await expect(startMysql({ dir })).rejects.toThrow(
    `in use by the launcher with pid ${launcher.child.pid}`
  )
  expect(await valueOf(url, 'SELECT 1')).toBe(1)
})

it('lets only one of several launchers that start at the same time use a folder', async () => {
  const dir = await newDir()
  // a dead owner, for all of them to find
  await writeFile(join(dir, 'owner.json'), JSON.stringify({ pid: process.pid, birth: 'long ago' }))
  const launchers = [1, 2, 3].map(() => runLauncher(dir))
  const lines = await Promise.all(launchers.map((launcher) => launcher.lineOf(/^(mysql:|failed:)/)))
  expect(lines.filter((line) => line.startsWith('mysql:'))).toHaveLength(1)
  expect(lines.filter((line) => /in use by the launcher/.test(line))).toHaveLength(2)
})

it('discards a datadir whose creation was interrupted', async () => {
  const dir = await newDir()
  const launcher = runLauncher(dir)
  const home = join(
    dir,
    (await launcher.lineOf(/^Creating an empty database/)).split('/').at(-1) ?? ''
  )
  const partials = () => readdirSync(home).filter((name) => name !== 'data')
  const isPartlyFilled = () => partials().some((name) => existsSync(join(home, name, 'ibdata1')))
  expect(await waitUntil(isPartlyFilled, 10_000)).toBe(true)
  await killed(launcher.child)

  const { url } = await start(dir)
  expect(await valueOf(url, 'SELECT 1')).toBe(1)
  expect(partials().filter((name) => name.startsWith('partial'))).toEqual([])
})

it('ends the server when its launcher exits without stopping it', async () => {
  const dir = await newDir()
  const launcher = runLauncher(dir)
  await launcher.lineOf(/^mysql:/)
  const server = serverProcessIn(dir)
  launcher.child.stdin?.write('exit\n')
  expect(await isGoneWithin(server, 10_000)).toBe(true)
})

it('shuts the server down properly at Ctrl-C, before the launcher exits with 0', async () => {
  const dir = await newDir()
  const { child, lineOf } = runLauncher(dir)
  await lineOf(/^mysql:/)
  const server = serverProcessIn(dir)
  expect(groupOf(server.pid)).not.toBe(child.pid)

  // a terminal signals every process of the group
  process.kill(-(child.pid ?? 0), 'SIGINT')
  await once(child, 'exit')
  expect(child.exitCode).toBe(0)
  expect(lives(server)).toBe(false)
  const log = join(readRecord(dir)?.datadir ?? '', '..', 'server.log')
  expect(await readFile(log, 'utf8')).toMatch(/shutdown complete/i)
})

function groupOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)]))
}
