import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileBootstrap } from '../../../tools/scf/bootstrap'
import { get, isAlive, until, WHERE, workbench } from './workbench'

interface Where {
  pid: number
  calls: number
}

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

const where = (answer: { body: string }) => JSON.parse(answer.body) as Where

test('the first call starts an instance, the next ones find it warm', async () => {
  const scf = bench.start([bench.define(WHERE)])
  const first = await scf.request('greet', get())
  const second = await scf.request('greet', get())
  expect([first.cold, second.cold]).toEqual([true, false])
  expect(second.instance).toBe(first.instance)
  expect(where(second)).toEqual({ pid: where(first).pid, calls: 2 })
})

test('each of three calls at once gets an instance of its own', async () => {
  const scf = bench.start([bench.define(WHERE)])
  const call = () => scf.request('greet', get({ ms: '50' }))
  const answers = await Promise.all([call(), call(), call()])
  expect(new Set(answers.map((answer) => where(answer).pid)).size).toBe(3)
  expect(answers.every(({ cold }) => cold)).toBe(true)
})

test('the most recently used instance is used again', async () => {
  const scf = bench.start([bench.define(WHERE)])
  const [quick, slow] = await Promise.all([
    scf.request('greet', get()),
    scf.request('greet', get({ ms: '300' }))
  ])
  expect(quick.instance).not.toBe(slow.instance)
  for (let i = 0; i < 3; i++)
    expect((await scf.request('greet', get())).instance).toBe(slow.instance)
})

test('calls beyond the reserved concurrency are refused with 432', async () => {
  const scf = bench.start([bench.define(WHERE, { maxInstances: 2, memoryMb: 128 })])
  const call = () => scf.request('greet', get({ ms: '100' }))
  const answers = await Promise.all([call(), call(), call()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 432])
  expect(JSON.parse(answers.find(({ status }) => status === 432)?.body ?? '')).toEqual({
    errorCode: 1,
    errorMessage: 'Function [ greet ] concurrency exceeded reserved quota 256 MB',
    requestId: 'request-1',
    statusCode: 432
  })
  expect((await call()).status).toBe(200)
})

test('an instance that nobody calls ends, and the next call starts another', async () => {
  const scf = bench.start([bench.define(WHERE)], { idleMs: 30 })
  const { pid } = where(await scf.request('greet', get()))
  await until('the idle instance is gone', () => !isAlive(pid))
  expect((await scf.request('greet', get())).cold).toBe(true)
})

test('an instance at work is not idle, however long it takes', async () => {
  const scf = bench.start([bench.define(WHERE)], { idleMs: 30 })
  await scf.request('greet', get())
  expect((await scf.request('greet', get({ ms: '150' }))).status).toBe(200)
})

test('an instance that is called now and then stays', async () => {
  const scf = bench.start([bench.define(WHERE)], { idleMs: 500 })
  await scf.request('greet', get())
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((await scf.request('greet', get())).cold).toBe(false)
  }
})

test('after a reload the next call sees the new bundle, the running one ends on the old', async () => {
  const settings = bench.define(WHERE)
  const scf = bench.start([settings])
  const { pid } = where(await scf.request('greet', get()))
  const running = scf.request('greet', get({ ms: '200' }))
  writeFileSync(settings.bundle, 'exports.main_handler = () => ({ pid: process.pid, calls: -1 })')
  scf.reload('greet')
  const answer = await scf.request('greet', get())
  expect([answer.cold, where(answer).calls]).toEqual([true, -1])
  expect(where(await running)).toEqual({ pid, calls: 2 })
  await until('the old instance is gone', () => !isAlive(pid))
})

test('a reload leaves other functions alone', async () => {
  const scf = bench.start([bench.define(WHERE), bench.define(WHERE, { name: 'other' })])
  await Promise.all([scf.request('greet', get()), scf.request('other', get())])
  scf.reload('greet')
  expect((await scf.request('other', get())).cold).toBe(false)
})

test('an idle instance that ends by itself is replaced, and the log tells', async () => {
  const scf = bench.start([
    bench.define(
      'exports.main_handler = () => { setTimeout(process.exit, 20); return process.pid }'
    )
  ])
  const pid = Number((await scf.request('greet', get())).body)
  await until('it is gone', () => !isAlive(pid) && bench.lines.some((l) => l.includes('ended by')))
  expect((await scf.request('greet', get())).status).toBe(200)
})

test('stop ends idle and busy instances within three seconds, and answers who waits', async () => {
  const scf = bench.start([bench.define(WHERE), bench.define(WHERE, { name: 'other' })])
  const idle = where(await scf.request('other', get())).pid
  const busy = where(await scf.request('greet', get())).pid
  const call = scf.request('greet', get({ ms: '60000', busy: '' }))
  const startedAt = performance.now()
  await scf.stop()
  expect(performance.now() - startedAt).toBeLessThan(3000)
  expect([idle, busy].map(isAlive)).toEqual([false, false])
  expect((await call).status).toBe(499)
  expect((await scf.request('greet', get())).status).toBe(499)
})

test.each(['it is stopped', 'it ends by itself'])(
  'what an instance started ends when %s',
  async (how) => {
    const scf = bench.start([
      bench.define(`
      const child = require('node:child_process').spawn('sleep', ['60'])
      exports.main_handler = ({ queryString }) => queryString.end ? process.exit() : child.pid`)
    ])
    const pid = Number((await scf.request('greet', get())).body)
    if (how === 'it is stopped') await scf.stop()
    else await scf.request('greet', get({ end: '1' }))
    await until('its child is gone', () => !isAlive(pid))
  }
)

test('an instance ends when it can no longer reach its runtime', async () => {
  const { bundle } = bench.define(WHERE)
  const start = JSON.stringify({ bundle, handler: 'main_handler', context: {}, limitMs: 1000 })
  const instance = fork(compileBootstrap(), [start], { execArgv: [] })
  await once(instance, 'message')
  const ended = once(instance, 'exit')
  instance.disconnect()
  expect(await ended).toEqual([null, 'SIGKILL'])
})

test('no instance outlives a runtime that is killed, not even a busy or a frozen one', async () => {
  const { bundle } = bench.define(WHERE)
  const program = join(__dirname, 'doomed-runtime.ts')
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', program, bundle])
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const pids = JSON.parse(line.toString()) as number[]
    expect(pids.map(isAlive)).toEqual([true, true])
    child.kill('SIGKILL')
    await until('both are gone', () => !pids.some(isAlive))
  } finally {
    child.kill('SIGKILL')
  }
})
