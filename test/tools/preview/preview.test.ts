import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import path from 'node:path'
import { type Readable } from 'node:stream'
import { createPreview, type Preview } from '../../../tools/preview'
import { removeApps, writeApp } from './write-app'

let preview: Preview
afterEach(() => preview.stop())
afterAll(removeApps)

const open = (dir: string) =>
  (preview = createPreview({ miniprogramDir: dir, log: () => undefined }))
const get = async (name: string) => {
  const { status, headers, body } = await preview.handle({ path: name })!
  return { status, type: headers['content-type'], body: body as string }
}
const saved = (what: string) => `event: saved\ndata: "${what}"\n\n`
const app = () => writeApp({ 'app.json': { pages: ['a/a'] }, 'a/a.wxss': '.before {}' })

it('serves the panel, the phone and the mini-program, and leaves all other paths alone', async () => {
  open(app())
  for (const name of ['/preview', '/preview/', '/preview/phone'])
    expect(await get(name)).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
  for (const name of ['/preview/panel.js', '/preview/phone.js', '/preview/app.js'])
    expect(await get(name)).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' })
  for (const name of ['/preview/panel.css', '/preview/phone.css', '/preview/app.css'])
    expect(await get(name)).toMatchObject({ status: 200, type: 'text/css; charset=utf-8' })
  expect(await get('/preview/../secret')).toMatchObject({ status: 404 })
  expect(preview.handle({ path: '/previews' })).toBeUndefined()
  expect(preview.handle({ path: '/login' })).toBeUndefined()
})

it('sends one event per save, with what it changes, and serves what was saved', async () => {
  const dir = app()
  open(dir)
  expect((await get('/preview/app.css')).body).toContain('.before')
  const { body } = await preview.handle({ path: '/preview/changes' })!
  const events = (body as Readable).setEncoding('utf8')[Symbol.asyncIterator]()
  expect((await events.next()).value).toBe('retry: 500\n\n')

  writeFileSync(path.join(dir, 'a/a.wxss'), '.after {}')
  expect((await events.next()).value).toBe(saved('styles'))
  expect((await get('/preview/app.css')).body).toContain('.after')
  expect((await get('/preview/app.js')).body).not.toContain('showProblems(')
  writeFileSync(path.join(dir, 'a/a.wxml'), '<text />')
  expect((await events.next()).value).toBe(saved('markup'))
  writeFileSync(path.join(dir, 'app.js'), 'App({')
  expect((await events.next()).value).toBe(saved('code'))
  expect((await get('/preview/app.js')).body).toContain('showProblems(')
})

it('closes its streams when it stops', async () => {
  open(app())
  const { body } = await preview.handle({ path: '/preview/changes' })!
  const closed = new Promise((resolve) => (body as Readable).once('close', resolve))
  await preview.stop()
  await closed
})

it('passes on each cookie that a relayed call sets, and sets none of its own', async () => {
  const server = createServer((_incoming, outgoing) => {
    outgoing.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT'])
    outgoing.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open(app())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const headers = { 'sec-fetch-site': 'same-origin', 'x-preview-url': url }
  const reply = await preview.handle({ path: '/preview/relay', headers })!
  expect(reply.status).toBe(200)
  expect(reply.headers).not.toHaveProperty('set-cookie')
  expect(JSON.parse(reply.headers['x-preview-cookies'] ?? '')).toEqual([
    'a=1; Path=/',
    'b=2; Expires=Wed, 09 Jun 2027 10:18:14 GMT'
  ])
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
