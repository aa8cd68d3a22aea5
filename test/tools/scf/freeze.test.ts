import { get, isAlive, isStopped, until, WHERE, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

// Windows has no signals that stop and resume a process
const itOnPosix = process.platform === 'win32' ? it.skip : it

itOnPosix('freezes an instance between calls and thaws it for the next one', async () => {
  const scf = bench.start([bench.define(WHERE)], { freeze: true })
  const first = await scf.request('greet', get())
  const { pid } = JSON.parse(first.body) as { pid: number }
  await until('it is frozen', () => isStopped(pid))
  const second = await scf.request('greet', get())
  expect([second.instance, JSON.parse(second.body)]).toEqual([first.instance, { pid, calls: 2 }])
  const running = scf.request('greet', get({ ms: '200' }))
  await until('it is thawed', () => !isStopped(pid))
  await running
})

itOnPosix('ends a frozen instance that is idle for too long', async () => {
  const scf = bench.start([bench.define(WHERE)], { freeze: true, idleMs: 30 })
  const { pid } = JSON.parse((await scf.request('greet', get())).body) as { pid: number }
  await until('it is gone', () => !isAlive(pid))
})

itOnPosix('keeps instances awake unless freezing is asked for', async () => {
  const scf = bench.start([bench.define(WHERE)])
  const { pid } = JSON.parse((await scf.request('greet', get())).body) as { pid: number }
  expect(isStopped(pid)).toBe(false)
})
