import { runCommandBeside } from '../../support/project'
import { startTestStack, type TestStack } from '../../support/stack'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
beforeEach(async () => {
  await stack.database.query('DELETE FROM events')
  await stack.database.query(
    `INSERT INTO events
       (id, kind, event_key, payload, state, due_at, keep_seconds, is_optional, tries, error, created_at)
     VALUES
       (1, 'letter', 'a', '{"to":"alice"}', 'waiting', '2030-01-01', 60, FALSE, 1, 'nobody at <home>', '2026-01-01'),
       (2, 'letter', 'b', '{"to":"bob"}', 'parked', '2030-01-01', 60, FALSE, 10, '{"code":"WECHAT_TIMEOUT"}', '2026-01-01'),
       (3, 'tick', 'c', NULL, 'done', '2030-01-01', 60, FALSE, 1, NULL, '2026-01-01')`
  )
})
afterAll(() => stack.stop())

async function run(...args: string[]) {
  const env = { PATH: process.env.PATH, DATABASE_URL: stack.database.url, PORT: '1' }
  return runCommandBeside('events', args, { env })
}
const states = () =>
  stack.database.query('SELECT id, state, tries, due_at < UTC_TIMESTAMP(3) AS is_due FROM events')

it('lists how many there are, and those that are not done with their last error', async () => {
  const { status, stdout } = await run('list')
  expect(status).toBe(0)
  expect(stdout).toMatch(/^tick +done +1 {2}since 2026-01-01/m)
  expect(stdout).toMatch(
    /^#2 {2}letter {2}parked {2}10 tries .*\n {2}\{"code":"WECHAT_TIMEOUT"\}$/m
  )
  expect(stdout).toMatch(/^#1 {2}letter {2}waiting/m)
  expect(stdout).not.toMatch(/^#3/m)
  expect((await run('list', '--state', 'done')).stdout).toMatch(/^#3 /m)
  expect((await run('list', '--kind', 'tick')).stdout).toContain('nothing is waiting or parked')
})

it('shows one with its payload', async () => {
  const { status, stdout } = await run('show', '2')
  expect(status).toBe(0)
  expect(stdout).toContain('"to": "bob"')
  expect((await run('show', '3')).stdout).toContain('its payload is deleted')
  expect(await run('show', '99')).toMatchObject({ status: 1, stderr: 'there is no event 99\n' })
})

it('makes parked ones due again, and leaves those alone that are done', async () => {
  expect(await run('retry', '--parked')).toMatchObject({
    status: 0,
    stdout: '1 will be processed again\n'
  })
  expect(await states()).toMatchObject([
    { id: 1, is_due: 0 },
    { id: 2, state: 'waiting', tries: 0 },
    { id: 3, state: 'done' }
  ])
  expect(await run('retry', '3')).toMatchObject({
    status: 1,
    stdout: '0 will be processed again\n'
  })
})

it('drops those that are named, and asks which ones otherwise', async () => {
  expect(await run('drop', '1', '2')).toMatchObject({ status: 0, stdout: '2 dropped\n' })
  expect(await states()).toMatchObject([{ id: 3 }])
  expect((await run('drop')).stderr).toContain('which ones?')
  expect((await run('drop', 'all')).status).toBe(1)
})

it('shows them on a page of the console, without their payloads', async () => {
  const response = await stack.fetch('/_gateway/events')
  const text = await response.text()
  expect(response.status).toBe(200)
  expect(text).toContain('<td>{&#34;code&#34;:&#34;WECHAT_TIMEOUT&#34;}</td>')
  expect(text).toContain('nobody at &#60;home&#62;')
  expect(text).not.toContain('alice')
  const foreign = await stack.fetch('/_gateway/events', {
    headers: { origin: 'https://evil.example' }
  })
  expect(foreign.status).toBe(403)
})

it('leaves the console the stream of events that its page follows', async () => {
  const script = await (await stack.fetch('/_gateway/assets/main.js')).text()
  const [, followed = ''] = /new EventSource\('([^']+)'\)/.exec(script) ?? []
  const abort = new AbortController()
  const stream = await stack.fetch(followed, { signal: abort.signal })
  abort.abort()
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
})
