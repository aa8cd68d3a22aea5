import { existsSync, readdirSync } from 'node:fs'
import { type ClientRequestArgs, type IncomingMessage, request } from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { type Gateway, startGateway } from '../../../tools/gateway'
import { standInsOf } from '../../../tools/stack'
import { project } from '../../support/project'

/** Sends a request under a host name that its sender chose. fetch cannot do that. */
function ask(
  url: string,
  headers: Record<string, string>,
  method = 'GET'
): Promise<IncomingMessage> {
  const options: ClientRequestArgs = { method, headers }
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end()
  })
}

async function statusOf(url: string, headers: Record<string, string>): Promise<number> {
  const response = await ask(url, headers)
  response.resume()
  return response.statusCode ?? 0
}

/** Refused for where it comes from; what a service refuses for other reasons, it explains. */
async function isRefused(url: string, headers: Record<string, string>): Promise<boolean> {
  const response = await ask(url, headers, 'POST')
  return response.statusCode === 403 && (await text(response)) === ''
}

const FOREIGN = [
  'elsewhere.example',
  'localhost.elsewhere.example',
  '127.0.0.1.elsewhere.example',
  'elsewhere.example:3000',
  '192.0.2.1'
]
const OWN = ['localhost', 'LOCALHOST:3000', '127.0.0.1', 'app.localhost:3000', '[::1]:3000']

describe('the preview', () => {
  let gateway: Gateway
  const asked: string[] = []
  beforeAll(async () => {
    gateway = await startGateway({
      ...project,
      mode: 'mock',
      port: 0,
      preview: {
        handle({ path }) {
          if (!path.startsWith('/preview')) return undefined
          asked.push(path)
          return Promise.resolve({ status: 200, headers: {}, body: 'shown', source: 'preview' })
        }
      },
      log: () => undefined
    })
  })
  afterAll(() => gateway.stop())

  it.each(['/preview', '/preview/app.js', '/preview/changes'])(
    'shows %s to pages of this machine only',
    async (path) => {
      for (const host of FOREIGN) expect(await statusOf(gateway.url + path, { host })).toBe(403)
      expect(asked).toEqual([])
      for (const host of OWN) expect(await statusOf(gateway.url + path, { host })).toBe(200)
      asked.splice(0)
    }
  )
})

const NAMES = readdirSync(project.mocksDir).filter((name) =>
  existsSync(path.join(project.mocksDir, name, 'stand-in.ts'))
)

describe.each(NAMES)('the stand-in in mocks/%s', (name) => {
  it('answers programs and pages of this machine only', async () => {
    const standIns = await standInsOf(project.mocksDir)({})
    const found = standIns.find((each) => each.name === name)
    if (!found) throw new Error(`${name} has no stand-in`)
    const { url } = found
    const stop = () => Promise.all(standIns.map((each) => each.stop()))
    const where = `${url}/_push`
    for (const host of FOREIGN) expect(await isRefused(where, { host })).toBe(true)
    for (const origin of ['https://elsewhere.example', 'null'])
      expect(await isRefused(where, { origin })).toBe(true)
    for (const host of OWN) expect(await isRefused(where, { host })).toBe(false)
    expect(await isRefused(where, { origin: 'http://127.0.0.1:3000' })).toBe(false)
    await stop()
  })
})
