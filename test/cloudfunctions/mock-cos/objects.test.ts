import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type CosEvent, type CosStandIn, startCos } from '../../../mocks/cos'
import { until } from '../../miniprogram/until'
import { read, sendForm, signForm } from './form'

const BUCKET = 'files-1250000000'
const stops: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function start(options: Partial<Parameters<typeof startCos>[0]> = {}): Promise<CosStandIn> {
  const cos = await startCos({ bucket: BUCKET, ...options })
  stops.push(() => cos.stop())
  return cos
}

function upload(cos: CosStandIn, key: string, fields = {}) {
  return sendForm(cos.url, signForm(cos.keys.issue(60), { key, fields }), 'hello')
}

it('keeps its objects over a restart', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cos-test-'))
  stops.push(() => rmSync(folder, { recursive: true }))
  const first = await startCos({ bucket: BUCKET, folder })
  await upload(first, 'avatar/图.jpg', { 'Content-Type': 'image/jpeg' })
  await upload(first, 'avatar/gone.jpg')
  first.remove('avatar/gone.jpg')
  await first.stop()
  const second = await start({ folder })
  expect(second.list()).toMatchObject([
    { key: 'avatar/图.jpg', size: 5, headers: { 'content-type': 'image/jpeg' } }
  ])
  expect(second.read('avatar/图.jpg').toString()).toBe('hello')
})

it('shows nothing without a signature, unless bucket or object are public', async () => {
  const cos = await start()
  await upload(cos, 'a')
  await upload(cos, 'open', { acl: 'public-read' })
  expect(await read(await fetch(`${cos.url}/a`))).toMatchObject({
    status: 403,
    code: 'AccessDenied'
  })
  const open = await fetch(`${cos.url}/open`)
  expect([open.status, await open.text()]).toEqual([200, 'hello'])
  expect((await fetch(cos.url)).status).toBe(403)
  expect((await fetch(`${cos.url}/open`, { method: 'DELETE' })).status).toBe(403)
  const shop = await start({ acl: 'public-read' })
  await upload(shop, 'a')
  await upload(shop, 'own', { acl: 'private' })
  expect((await fetch(`${shop.url}/a`)).status).toBe(200)
  expect((await fetch(`${shop.url}/own`)).status).toBe(403)
})

it('has its files downloaded, as the default domain of new buckets does', async () => {
  const cos = await start({ acl: 'public-read' })
  await upload(cos, 'a', { 'Content-Type': 'image/png' })
  const { headers } = await fetch(`${cos.url}/a`)
  expect(headers.get('content-disposition')).toBe('attachment')
  expect(headers.get('content-type')).toBe('image/png')
  const shown = await fetch(`${cos.url}/a?response-content-disposition=inline`)
  expect(shown.headers.get('content-disposition')).toBe('inline')
})

it('lets pages of its origins read, and no others', async () => {
  const cos = await start({ acl: 'public-read', corsOrigins: /^http:\/\/localhost/ })
  await upload(cos, 'a')
  const from = async (origin: string) => {
    const { headers } = await fetch(`${cos.url}/a`, { headers: { origin } })
    return headers.get('access-control-allow-origin')
  }
  expect(await from('http://localhost:3000')).toBe('http://localhost:3000')
  expect(await from('https://example.com')).toBeNull()
})

it('fails as storage does, and recovers', async () => {
  const cos = await start({ acl: 'public-read' })
  await upload(cos, 'a')
  cos.fail('slowDown')
  expect(await read(await fetch(`${cos.url}/a`))).toMatchObject({ status: 503, code: 'SlowDown' })
  cos.fail('reset')
  await expect(fetch(`${cos.url}/a`)).rejects.toThrow()
  expect((await fetch(`${cos.url}/a`)).status).toBe(200)
})

it('reports what happens to objects, now and then twice, until somebody takes it', async () => {
  const cos = await start({ repeatEvery: 2 })
  const events: CosEvent[] = []
  let refusals = 1
  cos.connect(async (event) => {
    if (refusals-- > 0) throw new Error('busy')
    events.push(event)
  })
  await upload(cos, 'avatar/a b.jpg', { 'x-cos-meta-a': '1' })
  await upload(cos, 'avatar/c.jpg')
  await until(
    () => events.length === 3,
    () => `three events; there are ${events.length}`
  )
  const named = events.map(({ Records: [record] }) => [
    record?.event.eventName,
    record?.cos.cosObject.key
  ])
  expect(named.sort()).toEqual([
    ['cos:ObjectCreated:Post', '/1250000000/files/avatar/a%20b.jpg'],
    ['cos:ObjectCreated:Post', '/1250000000/files/avatar/c.jpg'],
    ['cos:ObjectCreated:Post', '/1250000000/files/avatar/c.jpg']
  ])
  expect(JSON.stringify(events)).toContain('"region":"gz"')
})
