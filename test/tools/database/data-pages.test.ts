import { request } from 'node:http'
import { startTestStack, type TestStack } from '../../support/stack'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
  await stack.tokenOf('alice')
})
afterAll(() => stack.stop())

const read = async (path: string, headers: Record<string, string> = {}) => {
  const response = await stack.fetch(`/_gateway/data${path}`, { headers })
  return { status: response.status, text: await response.text() }
}

it('lists the tables with their numbers of rows', async () => {
  const { status, text } = await read('')
  expect(status).toBe(200)
  expect(text).toMatch(/data\/sessions">sessions<\/a><\/td><td>1</)
})

it('shows the session that was just recorded, with its id in hex and its key masked', async () => {
  const [{ id } = { id: '' }] = await stack.database.query<{ id: string }>(
    'SELECT LOWER(HEX(id)) AS id FROM sessions'
  )
  const { text } = await read('/sessions')
  expect(text).toContain(`<td>${id}</td>`)
  expect(text).toContain('<td>•••</td>')
  expect(text).toContain('<th>session_key</th>')
})

it('shows fifty rows per page, newest first, and escapes what they contain', async () => {
  await stack.database.query(
    'CREATE TABLE notes (id INT PRIMARY KEY, created_at DATETIME, note TEXT)'
  )
  const rows = Array.from({ length: 60 }, (_, i) => [
    i,
    `2026-01-01 00:00:${String(i % 60).padStart(2, '0')}`,
    `<b>note ${i}</b>`
  ])
  await stack.database.query('INSERT INTO notes VALUES ?', [rows])
  const [first, second] = [await read('/notes'), await read('/notes?page=2')]
  expect(first.text).toContain('60 rows, newest first; page 1 of 2')
  expect(first.text.match(/note \d+/g)?.slice(0, 2)).toEqual(['note 59', 'note 58'])
  expect(first.text).not.toContain('<b>')
  expect(second.text.match(/note \d+/g)).toHaveLength(10)
})

it('refuses pages of other origins and names that are not local', async () => {
  expect((await read('', { origin: 'https://evil.example' })).status).toBe(403)
  expect((await read('/sessions', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const status = await new Promise((resolve, reject) => {
    const headers = { host: 'evil.example' }
    const call = request(`${stack.url}/_gateway/data`, { headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    call.on('error', reject).end()
  })
  expect(status).toBe(403)
})

it('only reads', async () => {
  const { status } = await stack.fetch('/_gateway/data/sessions', { method: 'DELETE' })
  expect(status).toBe(405)
  expect((await read('/nothing')).status).toBe(404)
})
