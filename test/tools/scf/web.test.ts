import { get, until, workbench } from './workbench'

const bench = workbench()
afterEach(bench.cleanUp)
afterAll(bench.remove)

const SERVER = `
  let calls = 0, at = 0
  exports.main_handler = async () => 'by the handler'
  if (require.main === module) require('node:http').createServer(async (request, response) => {
    calls++
    at++
    const most = at
    let body = ''
    for await (const chunk of request) body += chunk
    const { pathname, searchParams } = new URL(request.url, 'http://x')
    if (pathname === '/loop') for (;;);
    if (pathname === '/exit') process.exit(1)
    if (pathname === '/hang-up') return request.socket.destroy()
    if (pathname === '/close') response.setHeader('connection', 'close')
    if (pathname === '/large') return response.end('x'.repeat(6 * 1024 * 1024 + 1))
    await new Promise((resolve) => setTimeout(resolve, Number(searchParams.get('ms') ?? 0)))
    at--
    response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] })
    response.end(JSON.stringify({ pid: process.pid, calls, most, url: request.url,
      method: request.method, headers: request.headers, body }))
  }).listen(process.env.PORT || 9000, '0.0.0.0')`

const define = (settings = {}) => bench.define(SERVER, { type: 'web', concurrency: 4, ...settings })

interface Seen {
  pid: number
  calls: number
  most: number
  url: string
  method: string
  body: string
  headers: Record<string, string>
}
const seen = ({ body }: { body: string }) => JSON.parse(body) as Seen

it('passes the request on with the headers that the platform adds', async () => {
  const scf = bench.start([define({ timeoutSeconds: 3, memoryMb: 128 })])
  const answer = await scf.request('greet', {
    ...get({ q: 'a b' }),
    method: 'POST',
    headers: {
      'user-agent': 'test',
      'x-scf-remote-addr': '6.6.6.6',
      'x-scf-request-id': 'forged',
      'x-forwarded-for': '1.1.1.1',
      'accept-encoding': 'gzip'
    },
    body: Buffer.from('{"a":"\u4f60"}')
  })
  expect([answer.status, answer.headers['set-cookie'], answer.cold]).toEqual([
    201,
    ['a=1', 'b=2'],
    true
  ])
  const { url, method, body, headers } = seen(answer)
  expect({ url, method, body }).toEqual({
    url: '/greet?q=a+b',
    method: 'POST',
    body: '{"a":"\u4f60"}'
  })
  expect(headers).toMatchObject({
    'user-agent': 'test',
    'content-length': '11',
    'x-scf-request-id': 'request-1',
    // the platform does not set it: what the client sent arrives
    'x-scf-remote-addr': '6.6.6.6',
    'x-forwarded-for': '1.1.1.1, 203.0.113.7, 11.163.17.81, 10.132.167.112',
    'x-scf-memory': '128',
    'x-scf-timeout': '3000',
    'x-scf-name': 'greet',
    'x-scf-version': '$LATEST',
    'x-scf-namespace': 'default',
    'x-scf-region': 'ap-guangzhou',
    'x-scf-appid': '1250000000',
    'x-scf-uin': '100000000001'
  })
  expect(headers).not.toHaveProperty('accept-encoding')
})

it("passes the role's key in headers, over a client's own, and not in the environment", async () => {
  const code = `require('node:http').createServer((request, response) =>
    response.end(JSON.stringify({ headers: request.headers, env: process.env }))
  ).listen(process.env.PORT)`
  const roleKey = { secretId: 'AKIDrole', secretKey: 'key', token: 'token' }
  const scf = bench.start([bench.define(code, { type: 'web', roleKey })])
  const request = { ...get(), headers: { 'x-scf-secret-id': 'AKIDforged' } }
  const { headers, env } = JSON.parse((await scf.request('greet', request)).body) as {
    headers: Record<string, string>
    env: Record<string, string>
  }
  expect(headers).toMatchObject({
    'x-scf-secret-id': 'AKIDrole',
    'x-scf-secret-key': 'key',
    'x-scf-session-token': 'token'
  })
  expect(env).not.toHaveProperty('TENCENTCLOUD_SECRETID')
})

it('shares an instance among requests up to its concurrency, even while it starts', async () => {
  const scf = bench.start([define()])
  const call = () => scf.request('greet', get({ ms: '200' }))
  const answers = await Promise.all(Array.from({ length: 5 }, call))
  const sharers = answers.map(
    ({ instance }) => answers.filter((other) => other.instance === instance).length
  )
  expect(sharers.sort()).toEqual([1, 4, 4, 4, 4])
  expect(Math.max(...answers.map((answer) => seen(answer).most))).toBe(4)
  expect(answers.filter(({ cold }) => cold)).toHaveLength(2)
})

it('answers 432 when all instances are busy', async () => {
  const scf = bench.start([define({ concurrency: 2, maxInstances: 1 })])
  const call = () => scf.request('greet', get({ ms: '100' }))
  const answers = await Promise.all([call(), call(), call()])
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 432])
})

it('copes with a connection that the function closed between two calls', async () => {
  const scf = bench.start([define()])
  const first = await scf.request('greet', { ...get(), path: '/close' })
  const second = await scf.request('greet', get())
  expect([second.status, second.instance]).toEqual([201, first.instance])
})

// Windows cannot freeze a process
const itOnPosix = process.platform === 'win32' ? it.skip : it

itOnPosix(
  'copes with a connection that a thawed function closes with the next request already on it',
  async () => {
    const code = `require('node:http').createServer((request, response) => {
    setTimeout(() => request.socket.resetAndDestroy(), 40)
    response.end(String(process.pid))
  }).listen(process.env.PORT)`
    const scf = bench.start([bench.define(code, { type: 'web' })], { freeze: true })
    const first = await scf.request('greet', get())
    // until the function's timer is due, which is frozen with it
    await new Promise((resolve) => setTimeout(resolve, 60))
    const second = await scf.request('greet', get())
    expect([second.status, second.body]).toEqual([200, first.body])
  }
)

it('replaces the instance at the time limit and lets its other calls finish', async () => {
  const scf = bench.start([define({ timeoutSeconds: 1.5 })])
  const { instance } = await scf.request('greet', get())
  const late = scf.request('greet', get({ ms: '60000' }))
  // it ends after the time limit of the other call and before its own
  await new Promise((resolve) => setTimeout(resolve, 700))
  const other = scf.request('greet', get({ ms: '1100' }))
  expect((await late).status).toBe(433)
  expect((await scf.request('greet', get())).instance).not.toBe(instance)
  expect(await other).toMatchObject({ status: 201, instance })
})

it('ends an endless loop at the time limit', async () => {
  const scf = bench.start([define({ timeoutSeconds: 0.5 })])
  expect((await scf.request('greet', { ...get(), path: '/loop' })).status).toBe(433)
  expect((await scf.request('greet', get())).status).toBe(201)
})

it.each([
  ['/exit', 439],
  ['/hang-up', 500],
  ['/large', 407]
])('answers a function that does %s with %i', async (path, status) => {
  const scf = bench.start([define()])
  await scf.request('greet', get())
  expect((await scf.request('greet', { ...get(), path })).status).toBe(status)
  expect((await scf.request('greet', get())).status).toBe(201)
})

it('answers 405 for a server that ends before it listens, 446 for one that never listens', async () => {
  const scf = bench.start([
    bench.define('throw new Error("no port")', { name: 'breaks', type: 'web' }),
    bench.define('', { name: 'ends', type: 'web' }),
    bench.define('setInterval(() => {}, 1000)', {
      name: 'deaf',
      type: 'web',
      initTimeoutSeconds: 0.3
    })
  ])
  expect((await scf.request('breaks', get())).status).toBe(405)
  expect((await scf.request('ends', get())).status).toBe(405)
  expect((await scf.request('deaf', get())).status).toBe(446)
  await until('the log says why', () => bench.lines.some((line) => line.includes('no port')))
})

it('refuses to invoke a web function with an event', async () => {
  const { failure = '' } = await bench.start([define()]).invoke('greet', {})
  expect(JSON.parse(failure)).toMatchObject({ statusCode: 400 })
})

it('runs the same bundle as an event function', async () => {
  const scf = bench.start([bench.define(SERVER)])
  expect((await scf.request('greet', get())).body).toBe('"by the handler"')
})

/** A server that answers with its name, on the port that it has to itself in the cloud. */
const serverOf = (who: string, listen = 'listen(9000)') =>
  bench.define(
    `require('node:http').createServer((_, response) => response.end('${who}')).${listen}`,
    { name: who, type: 'web', initTimeoutSeconds: 3 }
  )

it('keeps from a function the headers that belong to the connection of the caller', async () => {
  const scf = bench.start([define()])
  const headers = { trailer: 'x-sum', te: 'trailers', upgrade: 'websocket', expect: '100-continue' }
  const answer = await scf.request('greet', {
    ...get(),
    method: 'POST',
    headers: { ...headers, 'x-own': 'kept' },
    body: Buffer.from('{}')
  })
  expect(answer.status).toBe(201)
  expect(seen(answer).headers).toMatchObject({ 'x-own': 'kept', 'content-length': '2' })
  for (const name of Object.keys(headers)) expect(seen(answer).headers).not.toHaveProperty(name)
})

it('runs many servers on the same port at once, in one runtime or in several', async () => {
  const names = ['one', 'two', 'three', 'four', 'five', 'six']
  const functions = names.map((name) => serverOf(name))
  const runtimes = [
    bench.start(functions.slice(0, 3)),
    bench.start(functions.slice(3)),
    bench.start(functions)
  ]
  const ask = (name: string) =>
    Promise.all(runtimes.map((scf) => scf.request(name, get()).then(({ body }) => body)))
  const unknown = expect.stringContaining('FunctionNotFound') as unknown
  for (const [i, answers] of (await Promise.all(names.map(ask))).entries())
    expect(answers).toEqual([i < 3 ? names[i] : unknown, i < 3 ? unknown : names[i], names[i]])
})

it.each([
  "listen('9000', '0.0.0.0')",
  "listen({ port: 9000, host: '0.0.0.0' }, () => console.log('listening'))",
  "listen(9000, '0.0.0.0', 100, () => console.log('listening'))",
  'listen(process.env.PORT)'
])('finds a server that calls %s', async (listen) => {
  const scf = bench.start([serverOf('greet', listen)])
  expect(await scf.request('greet', get())).toMatchObject({ status: 200, body: 'greet' })
  if (listen.includes('listening'))
    await until('its callback is called', () => bench.lines.includes('greet | listening'))
})

it("answers 446 for a server that listens on a port other than the platform's", async () => {
  const settings = { ...serverOf('greet', "listen(0, '127.0.0.1')"), initTimeoutSeconds: 0.5 }
  expect((await bench.start([settings]).request('greet', get())).status).toBe(446)
})

it('leaves alone a server that a function starts on another port', async () => {
  const code = `
    const http = require('node:http')
    const inner = http.createServer((_, response) => response.end('inside'))
    inner.listen(0, '127.0.0.1', () =>
      http.createServer(async (_, response) => {
        const answer = await fetch('http://127.0.0.1:' + inner.address().port)
        response.end(await answer.text())
      }).listen(9000))`
  const scf = bench.start([bench.define(code, { type: 'web' })])
  expect((await scf.request('greet', get())).body).toBe('inside')
})

it('hides the parent process from a function, as the cloud has none', async () => {
  const code = `
    if (process.send) process.send('ready')
    exports.main_handler = () => typeof process.send
    if (require.main === module) require('node:http')
      .createServer((_, response) => response.end(typeof process.send)).listen(9000)`
  const scf = bench.start([
    bench.define(code, { name: 'web', type: 'web' }),
    bench.define(code, { name: 'event' })
  ])
  expect((await scf.request('web', get())).body).toBe('undefined')
  expect((await scf.invoke('event', {})).returned).toBe('"undefined"')
})
