import { get, isAlive, until, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

/** Does what the query says, or returns its process id. */
const MISCHIEF = `
  const keep = []
  const mischief = {
    hang: () => new Promise(() => {}),
    loop: () => { for (;;); },
    lines: () => { for (let i = 0; i < 5000; i++) console.log('line', i, 'x'.repeat(100)); for (;;); },
    exit: () => process.exit(0),
    crash: () => { setTimeout(() => { throw new Error('late') }); return new Promise(() => {}) },
    heap: () => { for (;;) keep.push(new Array(1e5).fill(Math.random())) },
    buffers: async () => {
      for (;;) {
        keep.push(Buffer.alloc(4e6, 1))
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    },
    quick: () => { keep.push(Buffer.alloc(4e7, 1)); return 'done' },
    heapCrash: () => { console.error('FATAL ERROR: JavaScript heap out of memory'); process.abort() },
    throw: () => { throw new TypeError('no such thing') },
    reject: () => Promise.reject(new RangeError('too far')),
    string: () => Promise.reject('just text'),
    cycle: () => { const a = {}; a.a = a; return a },
    large: () => 'x'.repeat(6 * 1024 * 1024)
  }
  exports.main_handler = async ({ queryString }) => mischief[queryString.do]?.() ?? process.pid`

const failure = ({ body }: { body: string }) => JSON.parse(body) as Record<string, unknown>

it.each(['hang', 'loop'])(
  'ends the instance at the time limit of %s and lets another take over',
  async (what) => {
    const scf = bench.start([bench.define(MISCHIEF, { timeoutSeconds: 0.3 })])
    const pid = Number((await scf.request('greet', get())).body)
    const answer = await scf.request('greet', get({ do: what }))
    expect(answer.status).toBe(433)
    expect(failure(answer)).toEqual({
      errorCode: -1,
      errorMessage: 'Invoking task timed out after 0.3 seconds',
      requestId: 'request-1',
      statusCode: 433
    })
    const after = await scf.request('greet', get())
    expect([after.status, after.cold]).toEqual([200, true])
    await until('the late instance is gone', () => !isAlive(pid))
  }
)

it('does not count the start towards the time limit', async () => {
  const slow = `const until = Date.now() + 500; while (Date.now() < until);${MISCHIEF}`
  const scf = bench.start([bench.define(slow, { timeoutSeconds: 0.4 })])
  expect((await scf.request('greet', get())).status).toBe(200)
})

it('answers 450 when a bundle does not load in time', async () => {
  const scf = bench.start([bench.define('for (;;);', { initTimeoutSeconds: 0.3 })])
  expect((await scf.request('greet', get())).status).toBe(450)
})

it.each([
  ['heap', 64],
  ['buffers', 64],
  // ends before the first measurement, so that only the one at the call's end sees it
  ['quick', 24],
  ['heapCrash', 64]
])('answers 434 when %s takes too much memory', async (what, memoryMb) => {
  const scf = bench.start([bench.define(MISCHIEF, { memoryMb })])
  await scf.request('greet', get())
  const answer = await scf.request('greet', get({ do: what }))
  expect(failure(answer)).toMatchObject({
    errorMessage: `Task memory exceeded ${memoryMb} MB`,
    statusCode: 434
  })
  expect((await scf.request('greet', get())).status).toBe(200)
})

it("limits the heap to the function's memory", async () => {
  const code = 'exports.main_handler = () => require("node:v8").getHeapStatistics().heap_size_limit'
  const scf = bench.start([bench.define(code, { memoryMb: 64 })])
  expect(Number((await scf.request('greet', get())).body)).toBeLessThan(200 * 1024 * 1024)
})

it.each(['exit', 'crash'])('answers 439 when %s ends the process during a call', async (what) => {
  const scf = bench.start([bench.define(MISCHIEF)])
  const answer = await scf.request('greet', get({ do: what }))
  expect(answer.status).toBe(439)
  expect(failure(answer).errorMessage).toBe('User process exit when running')
  expect((await scf.request('greet', get())).status).toBe(200)
})

it.each([
  ['throw', 'TypeError: no such thing'],
  ['reject', 'RangeError: too far'],
  ['string', 'just text'],
  ['cycle', 'TypeError: Converting circular structure to JSON']
])('answers 430 to an error of the handler by %s and keeps the instance', async (what, text) => {
  const settings = bench.define(MISCHIEF)
  const scf = bench.start([settings])
  const first = await scf.request('greet', get())
  const answer = await scf.request('greet', get({ do: what }))
  expect(answer.status).toBe(430)
  expect(failure(answer)).toMatchObject({
    errorCode: 1,
    errorMessage: 'user code exception caught'
  })
  expect(failure(answer).stackTrace).toContain(text)
  await until('the log shows it', () =>
    bench.lines.some((line) => line.includes(`430 user code exception caught: ${text}`))
  )
  expect((await scf.request('greet', get())).instance).toBe(first.instance)
})

it("logs a user error's file and line, and only the user's part of the stack", async () => {
  const settings = bench.define(MISCHIEF)
  const line = MISCHIEF.split('\n').findIndex((text) => text.includes('throw:')) + 1
  await bench.start([settings]).request('greet', get({ do: 'throw' }))
  await until('the log shows it', () => bench.lines.some((line) => line.includes('    at ')))
  expect(bench.lines.join('\n')).toContain(`no such thing (${settings.bundle}:${line}:26)`)
  expect(bench.lines.join('\n')).not.toMatch(/node:internal|scf-instance/)
})

it.each([
  ['a syntax error', 'const a = 1\nconst = 2', 'SyntaxError'],
  ['an exception', 'const a = 1\nthrow new Error("no database")', 'no database'],
  ['a missing module', 'const a = 1\nrequire("not-there")', "Cannot find module 'not-there'"]
])('answers 443 to a bundle with %s and logs the line', async (_, code, text) => {
  const settings = bench.define(code)
  const scf = bench.start([settings])
  const answer = await scf.request('greet', get())
  expect(answer.status).toBe(443)
  expect(failure(answer).errorMessage).toContain(text)
  await until('the log shows it', () =>
    bench.lines.some((line) => line.includes('443 UserCodeError'))
  )
  const line = bench.lines.find((candidate) => candidate.includes('443 UserCodeError'))
  expect(line).toContain(text)
  expect(line).toContain(`${settings.bundle}:2`)
})

it.each([
  ['no such export', { handler: 'other' }],
  ['no such file', { bundle: '/nowhere/at all.js' }]
])('answers 437 when there is %s', async (_, settings) => {
  const scf = bench.start([bench.define(MISCHIEF, settings)])
  expect((await scf.request('greet', get())).status).toBe(437)
})

it('answers 406 to a request above 6 MB without calling the function', async () => {
  const scf = bench.start([bench.define(MISCHIEF)])
  const answer = await scf.request('greet', { ...get(), body: Buffer.alloc(6 * 1024 * 1024, 'x') })
  expect([answer.status, answer.instance]).toEqual([406, ''])
})

it('answers 407 when the response is above 6 MB', async () => {
  const scf = bench.start([bench.define(MISCHIEF)])
  expect((await scf.request('greet', get({ do: 'large' }))).status).toBe(407)
})

it('answers 435 when there is no such function', async () => {
  expect((await bench.start([]).request('greet', get())).status).toBe(435)
})

it('logs everything that a function wrote before it was killed', async () => {
  const scf = bench.start([bench.define(MISCHIEF, { timeoutSeconds: 1 })])
  expect((await scf.request('greet', get({ do: 'lines' }))).status).toBe(433)
  await until('the last line', () =>
    bench.lines.some((line) => line.startsWith('greet | line 4999 x'))
  )
  expect(bench.lines.filter((line) => line.startsWith('greet | line '))).toHaveLength(5000)
})

it('logs one line per call, after those that the function wrote', async () => {
  const scf = bench.start([
    bench.define(
      'exports.main_handler = () => { console.log("hello"); console.error("oh"); return 1 }'
    )
  ])
  for (const requestId of ['request-1', 'request-2']) {
    await scf.request('greet', { ...get(), requestId })
    await until('its line', () => bench.lines.some((line) => line.includes(requestId)))
  }
  expect(bench.lines).toHaveLength(6)
  for (const [i, start] of [/request-1 cold, init \d+ ms/, /request-2 warm/].entries()) {
    const [one = '', two = '', report] = bench.lines.slice(3 * i, 3 * i + 3)
    // the two streams are read in any order
    expect([one, two].sort()).toEqual(['greet | hello', 'greet | oh'])
    const pattern = `^greet ${start.source}, [\\d.]+ ms, billed \\d+ ms, [\\d?]+/256 MB$`
    expect(report).toMatch(new RegExp(pattern))
  }
})
