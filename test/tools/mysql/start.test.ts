import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lives } from '../../../tools/common/processes'
import { readRecord } from '../../../tools/mysql/record'
import { serverProcessIn, valueOf, workbench } from './helpers'

const { newDir, runProgram, cleanUp } = workbench()
afterEach(cleanUp)
jest.setTimeout(60_000)

const program = '../../../mocks/mysql/start.ts'

test('the program prints the URL; at Ctrl-C the server ends in order, and it exits with 0', async () => {
  const dir = await newDir()
  const launcher = runProgram(program, '--dir', dir)
  const url = await launcher.lineOf(/^mysql:/)
  expect(await valueOf(url, 'SELECT 1')).toBe(1)
  const server = serverProcessIn(dir)

  expect(groupOf(server.pid)).not.toBe(launcher.child.pid)
  // as a terminal does: to every process of the group
  process.kill(-(launcher.child.pid ?? 0), 'SIGINT')
  await once(launcher.child, 'exit')
  expect(launcher.child.exitCode).toBe(0)
  expect(lives(server)).toBe(false)
  const log = join(readRecord(dir)?.datadir ?? '', '..', 'server.log')
  expect(await readFile(log, 'utf8')).toMatch(/shutdown complete/i)
})

test('--help shows how to call it', async () => {
  const launcher = runProgram(program, '--help')
  expect(await launcher.lineOf(/usage/)).toContain('tools/mysql/start.ts [--dir DIR]')
})

const groupOf = (pid: number) => Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)]))
