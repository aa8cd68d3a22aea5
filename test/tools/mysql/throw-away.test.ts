import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { startMysql } from '../../../tools/mysql'
import { lives } from '../../../tools/common/processes'
import { killed, serverProcessIn, valueOf, workbench } from './helpers'

const { newDir, keep, runProgram, cleanUp } = workbench()
afterEach(cleanUp)
jest.setTimeout(60_000)

test('a throw-away folder is new, private, and named after its launcher', async () => {
  const [one, two] = [await newDir(), await newDir()]
  expect(one).not.toBe(two)
  expect(basename(one)).toMatch(new RegExp(`^${process.pid}-`))
  expect(dirname(one)).toBe(join(tmpdir(), `weapp-scf-${process.getuid?.()}`))
})

test('the folders and servers of dead launchers are swept away, those of living ones are not', async () => {
  const mine = await newDir()
  const { url } = keep(await startMysql({ dir: mine }))
  // a launcher of its own folder, as another test run would have it
  const launcher = runProgram('throw-away-launcher.ts')
  const dir = await launcher.lineOf(/weapp-scf-/)
  await launcher.lineOf(/^mysql:/)
  const server = serverProcessIn(dir)

  await newDir()
  expect([lives(server), existsSync(dir)]).toEqual([true, true])
  // so that it cannot end by itself
  process.kill(server.pid, 'SIGSTOP')
  await killed(launcher.child)
  await newDir()
  expect([lives(server), existsSync(dir)]).toEqual([false, false])
  expect(await valueOf(url, 'SELECT 1')).toBe(1)
})
