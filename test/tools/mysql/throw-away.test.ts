import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { lives } from '../../../tools/common/processes'
import { startMysql } from '../../../tools/mysql'
import { killed, serverProcessIn, valueOf, workbench } from './helpers'

const { newDir, keep, runLauncher, cleanUp } = workbench()
afterEach(cleanUp)
jest.setTimeout(60_000)

it('creates a new folder that is named after its launcher', async () => {
  const [one, two] = [await newDir(), await newDir()]
  expect(one).not.toBe(two)
  expect(basename(one)).toMatch(new RegExp(`^${process.pid}-`))
  expect(dirname(one)).toBe(join(tmpdir(), `scf-databases-${process.getuid?.()}`))
})

it('removes the folders and servers of dead launchers, but not those of living ones', async () => {
  const mine = await newDir()
  const { url } = keep(await startMysql({ dir: mine }))
  // a launcher with a folder of its own, like another test run
  const launcher = runLauncher()
  const dir = await launcher.lineOf(/scf-databases-/)
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
