import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startMysql } from '../../../tools/mysql'
import { lives, markOf, waitUntil } from '../../../tools/common/processes'
import { readRecord, writeRecord } from '../../../tools/mysql/record'
import { isGoneWithin, killed, serverProcessIn, valueOf, withSql, workbench } from './helpers'

const { newDir, keep, runProgram, cleanUp } = workbench()
afterEach(cleanUp)
jest.setTimeout(60_000)

const start = async (dir: string) => keep(await startMysql({ dir }))

test('the server of a killed launcher ends by itself, and the next start finds the data', async () => {
  const dir = await newDir()
  const launcher = runProgram('launcher.ts', dir)
  const url = await launcher.lineOf(/^mysql:/)
  await withSql(url, (sql) => sql.query('CREATE TABLE kept SELECT 7 AS number'))
  const orphan = serverProcessIn(dir)
  await killed(launcher.child)
  expect(await isGoneWithin(orphan, 10_000)).toBe(true)

  const server = await start(dir)
  expect(await valueOf(server.url, 'SELECT number FROM kept')).toBe(7)
})

test('one that cannot end by itself is ended by the next start', async () => {
  const dir = await newDir()
  const launcher = runProgram('launcher.ts', dir)
  await launcher.lineOf(/^mysql:/)
  const orphan = serverProcessIn(dir)
  process.kill(orphan.pid, 'SIGSTOP')
  await killed(launcher.child)
  expect(lives(orphan)).toBe(true)

  const server = await start(dir)
  expect(lives(orphan)).toBe(false)
  expect(await valueOf(server.url, 'SELECT 1')).toBe(1)
})

test('a process that has got the pid of a dead server is left alone', async () => {
  const dir = await newDir()
  await (await startMysql({ dir })).stop()
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])
  const record = readRecord(dir)
  if (!record || !bystander.pid) throw new Error('nothing to mix up')
  writeRecord(dir, { ...record, process: { pid: bystander.pid, birth: record.process.birth } })

  await start(dir)
  const survived = lives(markOf(bystander.pid)) && bystander.signalCode === null
  await killed(bystander)
  expect(survived).toBe(true)
})

test('a folder that a living launcher owns is refused, and the message names its pid', async () => {
  const dir = await newDir()
  const launcher = runProgram('launcher.ts', dir)
  const url = await launcher.lineOf(/^mysql:/)
  await expect(startMysql({ dir })).rejects.toThrow(
    `in use by the launcher with pid ${launcher.child.pid}`
  )
  expect(await valueOf(url, 'SELECT 1')).toBe(1)
})

test('of launchers that start in one folder at once, one wins and the others are refused', async () => {
  const dir = await newDir()
  // a dead owner, for all of them to find
  await writeFile(join(dir, 'owner.json'), JSON.stringify({ pid: process.pid, birth: 'long ago' }))
  const launchers = [1, 2, 3].map(() => runProgram('launcher.ts', dir))
  const lines = await Promise.all(launchers.map((launcher) => launcher.lineOf(/^(mysql:|failed:)/)))
  expect(lines.filter((line) => line.startsWith('mysql:'))).toHaveLength(1)
  expect(lines.filter((line) => /in use by the launcher/.test(line))).toHaveLength(2)
})

test('a datadir whose making was interrupted is not trusted', async () => {
  const dir = await newDir()
  const launcher = runProgram('launcher.ts', dir)
  const home = join(
    dir,
    (await launcher.lineOf(/^Making an empty database/)).split('/').at(-1) ?? ''
  )
  const halves = () => readdirSync(home).filter((name) => name !== 'data')
  const isHalfMade = () => halves().some((name) => existsSync(join(home, name, 'ibdata1')))
  expect(await waitUntil(isHalfMade, 10_000)).toBe(true)
  await killed(launcher.child)

  const { url } = await start(dir)
  expect(await valueOf(url, 'SELECT 1')).toBe(1)
  expect(halves().filter((name) => name.startsWith('half'))).toEqual([])
})

test('a launcher that exits without stopping its server takes it along', async () => {
  const dir = await newDir()
  const launcher = runProgram('launcher.ts', dir)
  await launcher.lineOf(/^mysql:/)
  const server = serverProcessIn(dir)
  launcher.child.stdin?.write('exit\n')
  expect(await isGoneWithin(server, 10_000)).toBe(true)
})
