import { type AddressInfo, createServer, type Server } from 'node:net'
import { freePort } from '../../../tools/common/port'
import { useDatabase } from '../../../tools/mysql'
import { valueOf, workbench } from './helpers'

const { newDir, keep, cleanUp } = workbench()
afterEach(cleanUp)
jest.setTimeout(60_000)

const password = 'do-not-tell-1234'
const everythingIn = (error: Error) =>
  `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`

async function refusal(url: string): Promise<string> {
  const error = await useDatabase({ url, dir: '/nowhere' }).then(
    () => new Error('it was accepted'),
    (reason: Error) => reason
  )
  expect(everythingIn(error)).not.toContain(password)
  return error.message
}

it('starts a private server without a URL, and with one uses that server and leaves it running', async () => {
  const { url } = keep(await useDatabase({ url: '', dir: await newDir() }))
  expect(await valueOf(url, 'SELECT 1')).toBe(1)
  const database = await useDatabase({ url, dir: '/nowhere' })
  expect(database.url).toBe(url)
  expect(database.description).toMatch(/^(MariaDB|MySQL) \d+\.\d+\.\d+\S* at 127\.0\.0\.1:\d+$/)
  await database.stop()
  expect(await valueOf(url, 'SELECT 1')).toBe(1)

  const wrong = new URL(url)
  wrong.password = password
  expect(await refusal(wrong.href)).toContain('ER_ACCESS_DENIED_ERROR')
})

it('reports a URL where nothing listens by host and reason, without the password', async () => {
  const host = `127.0.0.1:${await freePort()}`
  const message = await refusal(`mysql://app:${password}@${host}/app`)
  expect(message).toBe(`DATABASE_URL: the database at ${host} cannot be used (ECONNREFUSED)`)
})

it('gives up a host that never answers after 5 s', async () => {
  const silent = await listenSilently()
  const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`
  const begin = Date.now()
  const message = await refusal(`mysql://app:${password}@${host}/app`)
  expect(Date.now() - begin).toBeLessThan(6_000)
  expect(message).toBe(`DATABASE_URL: the database at ${host} cannot be used (ETIMEDOUT)`)
  silent.close()
})

it.each([
  `mysql//app:${password}@host/app`,
  `mysql://app:${password}@ho st/app`,
  `http://app:${password}@host/app`,
  `mysql://app:${password}#@host/app`
])('refuses a URL that is not of MySQL without repeating it (%#)', async (url) => {
  const message = await refusal(url)
  expect(message).toBe('DATABASE_URL is not of the form mysql://user:password@host:port/database')
})

function listenSilently(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.on('error', () => socket.destroy()))
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
