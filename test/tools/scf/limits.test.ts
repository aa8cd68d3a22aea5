import { get, isAlive, until, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

/** Does what the query says, or tells its process id. */
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

test.each(['hang', 'loop'])(
  '%s: the time limit ends the instance and another takes over',
  async (what) => {
    const scf = bench.start([bench.define(MISCHIEF, { timeoutSeconds: 0.3 })])
    const pid = Number((await scf.request('greet', get())).body)
    const startedAt = performance.now()
    const answer = await scf.request('greet', get({ do: what }))
    expect(performance.now() - startedAt).toBeLessThan(1000)
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

test('the time limit does not count the start', async () => {
  const slow = `const until = Date.now() + 500; while (Date.now() < until);${MISCHIEF}`
  const scf = bench.start([bench.define(slow, { timeoutSeconds: 0.4 })])
  expect((await scf.request('greet', get())).status).toBe(200)
})

test('a bundle that is not loaded in time is given up: 450', async () => {
  const scf = bench.start([bench.define('for (;;);', { initTimeoutSeconds: 0.3 })])
  expect((await scf.request('greet', get())).status).toBe(450)
})

test.each([
  ['heap', 64],
  ['buffers', 64],
  // over before anybody looks, but for the look at the call's end
  ['quick', 24],
  ['heapCrash', 64]
])('%s: too much memory is 434', async (what, memoryMb) => {
  const scf = bench.start([bench.define(MISCHIEF, { memoryMb })])
  await scf.request('greet', get())
  const answer = await scf.request('greet', get({ do: what }))
  expect(failure(answer)).toMatchObject({
    errorMessage: `Task memory exceeded ${memoryMb} MB`,
    statusCode: 434
  })
  expect((await scf.request('greet', get())).status).toBe(200)
})

test("the heap's limit is the function's memory", async () => {
  const code = 'exports.main_handler = () => require("node:v8").getHeapStatistics().heap_size_limit'
  const scf = bench.start([bench.define(code, { memoryMb: 64 })])
  expect(Number((await scf.request('greet', get())).body)).toBeLessThan(200 * 1024 * 1024)
})

test.each(['exit', 'crash'])('%s: a process that ends during a call is 439', async (what) => {
  const scf = bench.start([bench.define(MISCHIEF)])
  const answer = await scf.request('greet', get({ do: what }))
  expect(answer.status).toBe(439)
  expect(failure(answer).errorMessage).toBe('User process exit when running')
  expect((await scf.request('greet', get())).status).toBe(200)
})

test.each([
  ['throw', 'TypeError: no such thing'],
  ['reject', 'RangeError: too far'],
  ['string', 'just text'],
  ['cycle', 'TypeError: Converting circular structure to JSON']
])('%s: an error of the handler is 430, and its instance goes on', async (what, text) => {
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
  await until('the log tells', () =>
    bench.lines.some((line) => line.includes(`430 user code exception caught: ${text}`))
  )
  expect((await scf.request('greet', get())).instance).toBe(first.instance)
})

test("the log names a user error's file and line, and shows only the user's part of the stack", async () => {
  const settings = bench.define(MISCHIEF)
  const line = MISCHIEF.split('\n').findIndex((text) => text.includes('throw:')) + 1
  await bench.start([settings]).request('greet', get({ do: 'throw' }))
  await until('the log tells', () => bench.lines.some((line) => line.includes('    at ')))
  expect(bench.lines.join('\n')).toContain(`no such thing (${settings.bundle}:${line}:26)`)
  expect(bench.lines.join('\n')).not.toMatch(/node:internal|instance-\w+\.js/)
})

test.each([
  ['a syntax error', 'const a = 1\nconst = 2', 'SyntaxError'],
  ['an exception', 'const a = 1\nthrow new Error("no database")', 'no database'],
  ['a missing module', 'const a = 1\nrequire("not-there")', "Cannot find module 'not-there'"]
])('a bundle with %s is 443, and the log names the line', async (_, code, text) => {
  const settings = bench.define(code)
  const scf = bench.start([settings])
  const answer = await scf.request('greet', get())
  expect(answer.status).toBe(443)
  expect(failure(answer).errorMessage).toContain(text)
  await until('the log tells', () => bench.lines.some((line) => line.includes('443 UserCodeError')))
  const line = bench.lines.find((candidate) => candidate.includes('443 UserCodeError'))
  expect(line).toContain(text)
  expect(line).toContain(`${settings.bundle}:2`)
})

test.each([
  ['no such export', { handler: 'other' }],
  ['no such file', { bundle: '/nowhere/at all.js' }]
])('%s is 437', async (_, settings) => {
  const scf = bench.start([bench.define(MISCHIEF, settings)])
  expect((await scf.request('greet', get())).status).toBe(437)
})

test('a request above 6 MB never reaches the function: 406', async () => {
  const scf = bench.start([bench.define(MISCHIEF)])
  const answer = await scf.request('greet', { ...get(), body: 'x'.repeat(6 * 1024 * 1024) })
  expect([answer.status, answer.instance]).toEqual([406, ''])
})

test('a response above 6 MB is 407', async () => {
  const scf = bench.start([bench.define(MISCHIEF)])
  expect((await scf.request('greet', get({ do: 'large' }))).status).toBe(407)
})

test('a function that is not there is 435', async () => {
  expect((await bench.start([]).request('greet', get())).status).toBe(435)
})

test('what a function wrote before it was killed is in the log, to the last line', async () => {
  const scf = bench.start([bench.define(MISCHIEF, { timeoutSeconds: 1 })])
  expect((await scf.request('greet', get({ do: 'lines' }))).status).toBe(433)
  await until('the last line', () =>
    bench.lines.some((line) => line.startsWith('greet | line 4999 x'))
  )
  expect(bench.lines.filter((line) => line.startsWith('greet | line '))).toHaveLength(5000)
})

test('each call leaves one line, after those that the function wrote', async () => {
  const scf = bench.start([
    bench.define(
      'exports.main_handler = () => { console.log("hello"); console.error("oh"); return 1 }'
    )
  ])
  await scf.request('greet', get())
  await scf.request('greet', { ...get(), requestId: 'request-2' })
  await until('both lines', () => bench.lines.some((line) => line.includes('request-2')))
  const shape = [
    /^greet \| hello$/,
    /^greet \| oh$/,
    /^greet request-1 cold, init \d+ ms, [\d.]+ ms, billed \d+ ms, [\d?]+\/256 MB$/,
    /^greet \| hello$/,
    /^greet \| oh$/,
    /^greet request-2 warm, [\d.]+ ms, billed \d+ ms, [\d?]+\/256 MB$/
  ]
  expect(bench.lines).toHaveLength(shape.length)
  for (const [i, pattern] of shape.entries()) expect(bench.lines[i]).toMatch(pattern)
})
