import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import path from 'node:path'
import { commandLine, project } from '../../support/project'
import { removeApps, writeApp } from './write-app'

const STORE = path.join(__dirname, 'apps/store')

let gateway: Server
let child: ChildProcess | undefined
beforeAll(async () => {
  gateway = createServer((request, reply) => {
    if (request.url === '/half')
      return void reply.writeHead(200, { 'content-length': 9 }).write('half', () => reply.destroy())
    request.pipe(reply.writeHead(201, { 'x-asked': `${request.method} ${request.url}` }))
  }).listen(0, '127.0.0.1')
  await once(gateway, 'listening')
})
afterEach(async () => {
  if (!child || child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
})
afterAll(() => {
  gateway.close()
  removeApps()
})

function start(...args: string[]): Promise<string> {
  const started = spawn(process.execPath, commandLine('preview', ...args), { cwd: project.root })
  child = started
  let output = ''
  return new Promise((resolve, reject) => {
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (data: Buffer) => {
        output += data.toString()
        const url = /preview +(http:\S+)\/preview/.exec(output)?.[1]
        if (url) resolve(url)
      })
    started.once('exit', (code) => reject(new Error(`exit ${code}: ${output}`)))
  })
}

it("shows somebody's own mini-program, and passes its calls on to a gateway", async () => {
  const { port } = gateway.address() as AddressInfo
  const url = await start(
    '--miniprogram',
    STORE,
    '--gateway',
    `http://127.0.0.1:${port}`,
    '--port',
    '0'
  )
  expect(await (await fetch(`${url}/preview/phone`)).text()).toContain('phone-pages')
  expect(await (await fetch(`${url}/preview/app.js`)).text()).toContain('pages/mine/mine')
  const reply = await fetch(`${url}/orders?page=2`, { method: 'POST', body: 'order' })
  expect([reply.status, reply.headers.get('x-asked'), await reply.text()]).toEqual([
    201,
    'POST /orders?page=2',
    'order'
  ])
})

it('says that the gateway does not answer', async () => {
  const url = await start('--miniprogram', STORE, '--gateway', 'http://127.0.0.1:9', '--port', '0')
  const reply = await fetch(`${url}/orders`)
  expect(reply.status).toBe(502)
  expect(await reply.text()).toContain('http://127.0.0.1:9 does not answer')
})

it('passes calls on to a gateway that speaks TLS', async () => {
  const { port } = gateway.address() as AddressInfo
  const url = await start('--gateway', `https://127.0.0.1:${port}`, '--port', '0')
  // this one does not: what matters is that TLS was tried, and that the preview goes on
  expect(await (await fetch(`${url}/orders`)).text()).toMatch(/does not answer: .*ssl|EPROTO/i)
  expect((await fetch(`${url}/preview/phone`)).status).toBe(200)
})

it('breaks off an answer that the gateway breaks off', async () => {
  const { port } = gateway.address() as AddressInfo
  const url = await start('--gateway', `http://127.0.0.1:${port}`, '--port', '0')
  const reply = await fetch(`${url}/half`, { signal: AbortSignal.timeout(5000) })
  await expect(reply.text()).rejects.toThrow('terminated')
})

it('never calls another host than its gateway', async () => {
  const { port } = gateway.address() as AddressInfo
  const url = await start('--gateway', `http://127.0.0.1:${port}`, '--port', '0')
  const reply = await fetch(`${url}//elsewhere.invalid/orders`)
  expect([reply.status, reply.headers.get('x-asked')]).toEqual([
    201,
    'GET //elsewhere.invalid/orders'
  ])
})

it('finds the pages where project.config.json of the folder says', async () => {
  const dir = writeApp({
    'project.config.json': { miniprogramRoot: 'pages of it/' },
    'pages of it/app.json': { pages: ['a/a'] },
    'pages of it/a/a.js': 'Page({})',
    'pages of it/a/a.wxml': '<view>in it</view>'
  })
  const url = await start('--miniprogram', dir, '--port', '0')
  expect(await (await fetch(`${url}/preview/app.js`)).text()).toContain('in it')
})

it('refuses a folder without a mini-program', async () => {
  await expect(start('--miniprogram', __dirname)).rejects.toThrow(/has no app\.json/)
})
