import { createEventFeed } from '../../../../tools/gateway/switchboard/event-feed'
import { bearer, postJson } from '../../../support/stack'
import { startSwitchedGateway, type SwitchedGateway, until } from '../switched-gateway'

let gateway: SwitchedGateway
let text: string
let abort: AbortController

async function listen(): Promise<void> {
  abort = new AbortController()
  text = ''
  const response = await gateway.fetch('/_gateway/feed', { signal: abort.signal })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body?.getReader()
  const read = async () => {
    for (;;) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return
      text += Buffer.from(chunk.value as Uint8Array).toString()
    }
  }
  read().catch(() => undefined)
}

beforeEach(async () => {
  gateway = await startSwitchedGateway()
  await listen()
})
afterEach(async () => {
  abort.abort()
  await gateway.stop()
})

const seen = (pattern: RegExp) => until(() => pattern.test(text))

it('shows each call without its contents', async () => {
  const body = postJson({ code: 'secret-code-1' })
  const requestId = 'request-12345678'
  const headers = {
    ...body.headers,
    'x-request-id': requestId,
    authorization: 'Bearer secret-token'
  }
  await gateway.fetch('/login?secret-query=1', { ...body, headers })
  await gateway.fetch(`/nothing/${'secret-segment-'.repeat(3)}`, bearer('secret-token'))
  await seen(/"status":404/)
  expect(text).toMatch(/event: call\ndata: .*"method":"POST","path":"\/login"/)
  expect(text).toContain(requestId)
  expect(text).not.toContain('secret-code')
  expect(text).not.toContain('secret-token')
  expect(text).not.toContain('secret-query')
  expect(text).not.toContain('secret-segment-s')
})

it('shows a new page what happened before', async () => {
  await gateway.fetch('/login', postJson({ code: 'x' }))
  await seen(/event: call/)
  abort.abort()
  await listen()
  await seen(/event: call/)
})

it('announces switches and publishes', async () => {
  const changes = () => text.split('event: change').length - 1
  await gateway.admin('routes/login', { source: 'mock' })
  await until(() => changes() > 0)
  const before = changes()
  await gateway.admin('environments/prepub/publish', {})
  await until(() => changes() > before)
})

it('shows a part of a burst, and counts the rest', async () => {
  await Promise.all(Array.from({ length: 300 }, () => gateway.fetch('/nothing')))
  const skipped = () =>
    [...text.matchAll(/"skipped":(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0)
  await until(() => text.split('event: call').length - 1 + skipped() === 300)
})

it('sends a page no more at once than it can show', async () => {
  const feed = createEventFeed()
  const chunks: string[] = []
  feed.open().on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  const call = { at: new Date(), requestId: 'r', environment: 'test', method: 'GET', path: '/' }
  for (let i = 0; i < 300; i++)
    feed.push({ kind: 'call', call: { ...call, status: 200, ms: 1, source: 'mock' } })
  await until(() => chunks.join('').includes('"skipped":250'))
  expect(chunks.join('').split('event: call')).toHaveLength(51)
  feed.stop()
})
