import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { freePort } from '../../../tools/common/port'
import { type FunctionSettings, type ScfOptions } from '../../../tools/scf'
import { isAlive, isStopped, until, workbench } from '../scf/workbench'
import { type MockGateway, startMock } from './helpers'

/** Misbehaves as the query says, or returns where it runs and what it got. */
const MISCHIEF = `
  const keep = []
  const mischief = {
    hang: () => new Promise(() => {}),
    exit: () => process.exit(0),
    throw: () => { throw new TypeError('no such thing') },
    memory: () => { for (;;) keep.push(new Array(1e5).fill(Math.random())) },
    large: () => 'x'.repeat(6 * 1024 * 1024),
    shape: () => ({ statusCode: 'two hundred', body: 'x' }),
    wait: () => new Promise((resolve) => setTimeout(() => resolve({ pid: process.pid }), 200))
  }
  exports.main_handler = async ({ queryString }, context) =>
    mischief[queryString.do]?.() ?? {
      pid: process.pid,
      context: { ...context, left: context.getRemainingTimeInMillis() },
      environment: process.env
    }`

/** An HTTP server that returns where it runs, after a while. */
const SERVER = `
  require('node:http').createServer((request, response) => {
    setTimeout(() => response.end(JSON.stringify({ pid: process.pid })), 100)
  }).listen(Number(process.env.PORT), '127.0.0.1')`

interface Where {
  pid: number
  context: Record<string, unknown>
  environment: Record<string, string>
}

const bench = workbench()
let gateway: MockGateway | undefined
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
  await bench.cleanUp()
})
afterAll(bench.remove)

/** The runtime behind the gateway, with one function. */
async function serve(
  settings: Partial<FunctionSettings> = {},
  code = MISCHIEF,
  options: Partial<ScfOptions> = {}
) {
  const functions = [bench.define(code, { name: 'session', ...settings })]
  const scf = bench.start(functions, options)
  const started = await startMock({ mode: 'function', scf })
  gateway = started
  // not fetch, which treats 407 as a proxy's refusal
  const ask = async (query = '', { method = 'GET', headers = {}, body = '' } = {}) => {
    const length = body ? { 'content-length': Buffer.byteLength(body) } : {}
    const init = { method, headers: { ...headers, ...length } }
    const asked = request(`${started.url}/session${query}`, init).end(body)
    const [incoming] = (await once(asked, 'response')) as [IncomingMessage]
    const source = String(incoming.headers['x-gateway-source'])
    return { status: incoming.statusCode, source, text: await readText(incoming) }
  }
  const where = async (query?: string) => JSON.parse((await ask(query)).text) as Where
  return { scf, ask, where, functions }
}

describe('the platform, asked through the gateway', () => {
  it.each([
    ['hang', 433, 'Invoking task timed out after 0.5 seconds'],
    ['exit', 439, 'User process exit when running'],
    ['memory', 434, 'Task memory exceeded 64 MB'],
    ['large', 407, '6MB']
  ])(
    'answers %s with %i in the platform’s own words, and the next call succeeds',
    async (what, status, text) => {
      const { ask } = await serve({ timeoutSeconds: what === 'hang' ? 0.5 : 5, memoryMb: 64 })
      const answer = await ask(`?do=${what}`)
      expect(answer.status).toBe(status)
      const { errorMessage } = JSON.parse(answer.text) as { errorMessage: string }
      expect(errorMessage.replaceAll(' ', '')).toContain(text.replaceAll(' ', ''))
      expect((await ask()).status).toBe(200)
    }
  )

  it('answers 430 for an error in the code', async () => {
    const { ask } = await serve()
    expect((await ask('?do=throw')).status).toBe(430)
  })

  it('answers 403 for a malformed response behind the API gateway', async () => {
    const { ask } = await serve({ event: 'apigw' })
    const { status, text } = await ask('?do=shape')
    expect(status).toBe(403)
    expect(text).toContain('Invalid scf response format')
  })

  it.each([
    ['event', 'for (;;);', 450, 'InitContainerTimeout'],
    ['web', 'setInterval(() => {}, 1000)', 446, 'PortBindingFailed']
  ] as const)(
    'reports a function that is not ready in time (%s) in one clear message',
    async (type, code, status, text) => {
      const { ask } = await serve({ type, initTimeoutSeconds: 0.5 }, code)
      const answer = await ask()
      expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(text)])
    }
  )

  it('holds a web function to the time limit too, and replaces it', async () => {
    const hangs = SERVER.replace('100)', 'request.url.includes("hang") ? 1e6 : 0)')
    const { ask, where } = await serve({ type: 'web', timeoutSeconds: 0.5 }, hangs)
    const { pid } = await where()
    expect((await ask('?do=hang')).status).toBe(433)
    expect((await where()).pid).not.toBe(pid)
  })

  it.each([
    ['event', 443, 'TypeError: no such setting', '443 UserCodeError'],
    ['web', 405, 'ContainerStateExited', '405 ContainerStateExited']
  ] as const)(
    'reports a function that crashes at load (%s) in one clear message',
    async (type, status, text, headline) => {
      const code = 'const a = 1\nthrow new TypeError("no such setting")'
      const { ask, functions } = await serve({ type }, code)
      const answer = await ask()
      expect(answer.status).toBe(status)
      expect(answer.text).toContain(text)
      const message = `${headline}: TypeError: no such setting (${functions[0]?.bundle}:2`
      await until('the log names error, file and line in one line', () =>
        bench.lines.some((line) => line.includes(message))
      )
    }
  )

  it('gives simultaneous calls one instance each, and 432 beyond the reserve', async () => {
    const { ask } = await serve({ maxInstances: 2 })
    const answers = await Promise.all([1, 2, 3].map(() => ask('?do=wait')))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 432])
    const pids = answers.flatMap(({ status, text }) => (status === 200 ? [text] : []))
    expect(new Set(pids).size).toBe(2)
  })

  it('sends a web function as many calls at once as its setting allows', async () => {
    const { where } = await serve({ type: 'web', concurrency: 3, maxInstances: 1 }, SERVER)
    const all = await Promise.all([1, 2, 3].map(() => where()))
    expect(new Set(all.map(({ pid }) => pid)).size).toBe(1)
  })

  it('starts cold, stays warm, and is cold again after idling or with a new bundle', async () => {
    const { ask, scf } = await serve({}, MISCHIEF, { idleMs: 150 })
    const temperature = async () => / (cold|warm)$/.exec((await ask()).source)?.[1]
    expect([await temperature(), await temperature()]).toEqual(['cold', 'warm'])
    scf.reload('session')
    expect([await temperature(), await temperature()]).toEqual(['cold', 'warm'])
    const { pid } = JSON.parse((await ask()).text) as Where
    await until('the idle instance is gone', () => !isAlive(pid))
    expect(await temperature()).toBe('cold')
  })

  // Windows has no signals that stop and resume a process
  const posix = process.platform === 'win32' ? it.skip : it

  posix('freezes an instance between calls if told to', async () => {
    const { where } = await serve({}, MISCHIEF, { freeze: true })
    const { pid } = await where()
    await until('it is frozen', () => isStopped(pid))
    expect((await where()).pid).toBe(pid)
  })

  it('gives a debugged function no time limit, and a debugger that survives a reload', async () => {
    const inspectPort = await freePort()
    const { ask, scf } = await serve({ timeoutSeconds: 0.1 }, MISCHIEF, {
      inspect: 'session',
      inspectPort
    })
    const attach = async () => (await fetch(`http://127.0.0.1:${inspectPort}/json/list`)).status
    expect((await ask('?do=wait')).status).toBe(200)
    expect(await attach()).toBe(200)
    scf.reload('session')
    expect((await ask('?do=wait')).status).toBe(200)
    expect(await attach()).toBe(200)
  })

  it('calls a function by its timer', async () => {
    const code = `let fired = 0
      exports.main_handler = async ({ TriggerName }) =>
        TriggerName === 'nightly' ? void fired++ : { fired }`
    const timers = [{ name: 'nightly', cron: '0 0 2 * * * *', enabled: true }]
    const start = performance.now()
    // a tenth of a second before two at night in China
    const clock = () => new Date(Date.parse('2026-01-01T17:59:59.900Z') + performance.now() - start)
    const { ask } = await serve({ timers }, code, { timers: true, clock })
    await until('its call', () => bench.lines.length > 0)
    expect(JSON.parse((await ask()).text)).toEqual({ fired: 1 })
  })

  it('answers 406 for a body above 6 MB, without calling the function', async () => {
    const { ask } = await serve()
    const body = 'x'.repeat(6 * 1024 * 1024 + 1)
    const { status, source } = await ask('', { method: 'DELETE', body })
    expect([status, source]).toEqual([406, 'function:session'])
  })

  it('passes the documented context and environment', async () => {
    const { where } = await serve({ environment: { MINE: 'yes' } })
    const { context, environment } = await where()
    expect(context).toMatchObject({
      function_name: 'session',
      function_version: '$LATEST',
      namespace: 'default',
      memory_limit_in_mb: 256,
      time_limit_in_ms: 5000,
      environment: expect.stringContaining('SCF_NAMESPACE') as string
    })
    expect(context.left).toBeLessThanOrEqual(5000)
    expect(environment).toMatchObject({
      TENCENTCLOUD_RUNENV: 'SCF-local',
      SCF_FUNCTIONNAME: 'session',
      TZ: 'UTC',
      MINE: 'yes'
    })
  })

  it('logs one line per call', async () => {
    const { ask } = await serve()
    await ask('', { headers: { 'x-request-id': 'request-0001' } })
    await until('its line', () =>
      bench.lines.some((line) =>
        /^session request-0001 cold, init \d+ ms, [\d.]+ ms, billed \d+ ms, [\d?]+\/256 MB$/.test(
          line
        )
      )
    )
  })
})
