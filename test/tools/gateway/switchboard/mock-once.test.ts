import { readFileSync } from 'node:fs'
import { postJson } from '../../../support/stack'
import { sourceOf, startSwitchedGateway, type SwitchedGateway } from '../switched-gateway'

const SETTINGS = `
test:
  source: function
  routes:
    login: { statusMap: { 401: 403 } }
prepub: { source: shadow, maxBodyBytes: 20 }
release: { source: record }
`
let gateway: SwitchedGateway
const login = (prefer: string, environment?: string, code = 'x') => {
  const init = postJson({ code })
  return gateway.fetch('/login', { ...init, headers: { ...init.headers, prefer } }, environment)
}

beforeEach(async () => {
  gateway = await startSwitchedGateway(SETTINGS)
})
afterEach(() => gateway.stop())

describe('Prefer: mock=true', () => {
  it('answers one call by the mock for mock=true, and switches nothing', async () => {
    const response = await login('mock=true')
    expect(await sourceOf(Promise.resolve(response))).toBe('mock:loggedIn')
    expect(response.headers.get('preference-applied')).toBe('mock=true')
    expect(gateway.functionCalls()).toBe(0)
    expect(await sourceOf(login('return=minimal'))).toBe('function')
    expect(readFileSync(gateway.files.environmentsFile, 'utf8')).toBe(SETTINGS)
  })

  it.each(['prepub', 'release'])(
    'calls no function and records nothing for mock=true in %s',
    async (name) => {
      const before = readFileSync(gateway.files.contractFile, 'utf8')
      expect(await sourceOf(login('mock=true', name))).toBe('mock:loggedIn')
      expect(gateway.functionCalls()).toBe(0)
      expect(readFileSync(gateway.files.contractFile, 'utf8')).toBe(before)
    }
  )

  it('applies the limits to a call with mock=true', async () => {
    expect((await login('mock=true', 'prepub', 'x'.repeat(20))).status).toBe(413)
  })

  it('combines mock=true with preferences for an example and with the status map', async () => {
    const response = await login('code=401, mock=true')
    expect([response.status, await sourceOf(Promise.resolve(response))]).toEqual([
      403,
      'mock:invalidCode'
    ])
    expect(response.headers.get('preference-applied')).toBe('mock=true, code=401')
  })
})

it.each(['mock=false', 'mock="true', 'code=401'])('leaves %s to the function', async (prefer) => {
  const response = await login(prefer)
  expect(await sourceOf(Promise.resolve(response))).toBe('function')
  expect(response.headers.get('preference-applied')).toBeNull()
})

it('refuses an invalid value of mock in a sentence', async () => {
  const response = await login('mock=perhaps')
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ message: 'Prefer: mock is true or false' })
})
