import { get, isStopped, until, WHERE, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

// Windows has no signals that stop and resume a process
const posix = process.platform === 'win32' ? test.skip : test

posix('between calls an instance stands still, and the next call thaws it', async () => {
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

posix('a frozen instance ends like any other', async () => {
  const scf = bench.start([bench.define(WHERE)], { freeze: true, idleMs: 30 })
  const { pid } = JSON.parse((await scf.request('greet', get())).body) as { pid: number }
  await until('it is gone', () => {
    try {
      process.kill(pid, 0)
      return false
    } catch {
      return true
    }
  })
})

posix('instances stay awake unless freezing is asked for', async () => {
  const scf = bench.start([bench.define(WHERE)])
  const { pid } = JSON.parse((await scf.request('greet', get())).body) as { pid: number }
  expect(isStopped(pid)).toBe(false)
})
