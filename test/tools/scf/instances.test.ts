import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileBootstrap } from '../../../tools/scf/bootstrap/compile'
import { get, isAlive, until, WHERE, workbench } from './workbench'

interface Where {
  pid: number
  calls: number
}

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

const where = (answer: { body: string }) => JSON.parse(answer.body) as Where

it('starts an instance for the first call and keeps it warm for the next ones', async () => {
  const scf = bench.start([bench.define(WHERE)])
  const first = await scf.request('greet', get())
  const second = await scf.request('greet', get())
  expect([first.cold, second.cold]).toEqual([true, false])
  expect(second.instance).toBe(first.instance)
  expect(where(second)).toEqual({ pid: where(first).pid, calls: 2 })
})

it('gives each of three simultaneous calls its own instance', async () => {
  const scf = bench.start([bench.define(WHERE)])
  const call = () => scf.request('greet', get({ ms: '50' }))
  const answers = await Promise.all([call(), call(), call()])
  expect(new Set(answers.map((answer) => where(answer).pid)).size).toBe(3)
  expect(answers.every(({ cold }) => cold)).toBe(true)
})

it('reuses the most recently used instance', async () => {
  const scf = bench.start([bench.define(WHERE)])
  const [quick, slow] = await Promise.all([
    scf.request('greet', get()),
    scf.request('greet', get({ ms: '300' }))
  ])
  expect(quick.instance).not.toBe(slow.instance)
  for (let i = 0; i < 3; i++)
    expect((await scf.request('greet', get())).instance).toBe(slow.instance)
})

it('refuses calls beyond the reserved concurrency with 432', async () => {
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

it('ends an idle instance, and starts another for the next call', async () => {
  const scf = bench.start([bench.define(WHERE)], { idleMs: 30 })
  const { pid } = where(await scf.request('greet', get()))
  await until('the idle instance is gone', () => !isAlive(pid))
  expect((await scf.request('greet', get())).cold).toBe(true)
})

it('does not count a long call as idle time', async () => {
  const scf = bench.start([bench.define(WHERE)], { idleMs: 30 })
  await scf.request('greet', get())
  expect((await scf.request('greet', get({ ms: '150' }))).status).toBe(200)
})

it('keeps an instance that is called now and then', async () => {
  const scf = bench.start([bench.define(WHERE)], { idleMs: 500 })
  await scf.request('greet', get())
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((await scf.request('greet', get())).cold).toBe(false)
  }
})

it('serves the next call after a reload from the new bundle while the running one finishes on the old', async () => {
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

it('leaves other functions alone when one is reloaded', async () => {
  const scf = bench.start([bench.define(WHERE), bench.define(WHERE, { name: 'other' })])
  await Promise.all([scf.request('greet', get()), scf.request('other', get())])
  scf.reload('greet')
  expect((await scf.request('other', get())).cold).toBe(false)
})

it('replaces and logs an idle instance that ends by itself', async () => {
  const scf = bench.start([
    bench.define(
      'exports.main_handler = () => { setTimeout(process.exit, 20); return process.pid }'
    )
  ])
  const pid = Number((await scf.request('greet', get())).body)
  await until('it is gone', () => !isAlive(pid) && bench.lines.some((l) => l.includes('ended by')))
  expect((await scf.request('greet', get())).status).toBe(200)
})

it('stops idle and busy instances within three seconds, and answers open calls with 499', async () => {
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

it.each(['it is stopped', 'it ends by itself'])(
  'ends what an instance started when %s',
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

it('ends an instance that can no longer reach its runtime', async () => {
  const { bundle } = bench.define(WHERE)
  const bootstrap = compileBootstrap()
  const start = JSON.stringify({ bundle, handler: 'main_handler', context: {}, limitMs: 1000 })
  const instance = fork(bootstrap.file, [start], { execArgv: [] })
  await once(instance, 'message')
  const ended = once(instance, 'exit')
  instance.disconnect()
  expect(await ended).toEqual([null, 'SIGKILL'])
  bootstrap.remove()
})

it('leaves no instance behind when the runtime is killed, not even a busy or a frozen one', async () => {
  const { bundle } = bench.define(`
    exports.main_handler = ({ queryString }) => {
      if (queryString.busy === undefined) return { pid: process.pid }
      console.log('at work')
      for (;;);
    }`)
  const program = join(__dirname, 'doomed-runtime.ts')
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', program, bundle], {
    env: { ...process.env, TMPDIR: bench.dir }
  })
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
