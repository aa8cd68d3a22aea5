import { readFileSync } from 'node:fs'
import { readContract } from '../../../../gateway-config/compile'
import { bearer, postJson } from '../../../support/stack'
import { sourceOf, startSwitchedGateway, until, type SwitchedGateway } from '../switched-gateway'

let gateway: SwitchedGateway
const login = (headers = {}) => {
  const init = postJson({ code: 'x' })
  return gateway.fetch('/login', { ...init, headers: { ...init.headers, ...headers } })
}
const contractText = () => readFileSync(gateway.files.contractFile, 'utf8')
const exampleOf = (operationId: string, name: string) =>
  readContract(gateway.files.contractFile)
    .operations.find((operation) => operation.operationId === operationId)
    ?.examples.find((example) => example.name === name)
const said = (pattern: RegExp) => until(() => gateway.lines.some((line) => pattern.test(line)))

beforeEach(async () => {
  gateway = await startSwitchedGateway()
})
afterEach(() => gateway.stop())

describe('shadow', () => {
  beforeEach(() => gateway.admin('routes/login', { source: 'shadow' }))

  it('answers the mock and says nothing while the function does the same', async () => {
    const response = await login()
    expect(await sourceOf(login())).toBe('mock:loggedIn (shadow)')
    expect(await response.json()).toHaveProperty('token')
    await until(() => gateway.functionCalls() === 2)
    gateway.setAnswer('POST /login', 429, { code: 'RATE_LIMITED', message: 'm', requestId: 'r' })
    await login()
    await said(/drift/)
    expect(gateway.lines.filter((line) => line.includes('drift'))).toHaveLength(1)
  })

  it('tells another status', async () => {
    gateway.setAnswer('POST /login', 429, { code: 'RATE_LIMITED', message: 'm', requestId: 'r' })
    expect((await login()).status).toBe(200)
    await said(/login drift: status: mock 200, function 429$/)
  })

  it('tells a status, a key and a type that the contract does not have, and no value', async () => {
    gateway.setAnswer('POST /login', 200, { token: 7, secret: 'hidden-value' })
    await login()
    await said(/drift: .*body.secret: not in the contract/)
    const [line = ''] = gateway.lines.filter((known) => known.includes('drift'))
    expect(line).toContain('body.token: must be string')
    expect(line).toContain("body: must have required property 'session'")
    expect(line).not.toContain('hidden-value')

    gateway.setAnswer('POST /login', 418)
    await login()
    await said(/status: 418 is not in the contract/)
  })
})

describe('record', () => {
  beforeEach(() => gateway.admin('routes/login', { source: 'record' }))

  it('saves what the function answers as an example without its secrets; nothing else moves', async () => {
    const before = contractText()
    const real = exampleOf('login', 'loggedIn')?.value as Record<string, unknown>
    const token = 'eyJhbGciOiJIUzI1NiJ9.c2VjcmV0LXBheWxvYWQ.c2lnbmF0dXJl'
    gateway.setAnswer('POST /login', 200, { ...real, token })
    const response = await login()
    expect(response.headers.get('x-gateway-source')).toMatch(/^function:.*\(record\)$/)
    expect(await response.json()).toMatchObject({ token })

    expect(exampleOf('login', 'recorded')).toMatchObject({ status: 200, value: real })
    expect(contractText()).not.toContain(token)
    const added = contractText().split('\n').length - before.split('\n').length
    const start = contractText().indexOf('                recorded:')
    const rest = contractText().slice(start).split('\n').slice(added).join('\n')
    expect(contractText().slice(0, start) + rest).toBe(before)
  })

  it('can then be mocked from, and is saved once', async () => {
    await login()
    const once = contractText()
    await login()
    expect(contractText()).toBe(once)
    await gateway.admin('routes/login', { source: 'mock' })
    await until(async () => (await login({ prefer: 'example=recorded' })).status === 200)
  })

  it('takes the name that the caller gives, and leaves what people wrote alone', async () => {
    const failure = { code: 'CODE_USED', message: 'Used before', requestId: 'r-1' }
    gateway.setAnswer('POST /login', 401, failure)
    await login({ 'x-gateway-record': 'usedTwice' })
    expect(exampleOf('login', 'usedTwice')).toMatchObject({ status: 401, value: failure })
    const authored = exampleOf('login', 'usedCode')
    await login({ 'x-gateway-record': 'usedCode' })
    expect(exampleOf('login', 'usedCode')).toEqual(authored)
    expect(exampleOf('login', 'usedCode2')?.value).toEqual(failure)
  })

  it('writes behind a reference, where all who use the answer see it', async () => {
    await gateway.admin('routes/getSession', { source: 'record' })
    const failure = { code: 'UNAUTHENTICATED', message: 'Another text', requestId: 'r-1' }
    gateway.setAnswer('GET /session', 401, failure)
    await gateway.fetch('/session', bearer('t'))
    expect(exampleOf('getSession', 'recorded')?.value).toEqual(failure)
    expect(exampleOf('endSession', 'recorded')?.value).toEqual(failure)
  })

  it('does not save what the contract does not allow', async () => {
    const before = contractText()
    gateway.setAnswer('POST /login', 200, { token: 7 })
    expect((await login()).status).toBe(200)
    await said(/login not recorded: .*body.token: must be string/)
    gateway.setAnswer('POST /login', 418)
    expect((await login()).status).toBe(418)
    await said(/not recorded: status: 418 is not in the contract/)
    await login({ 'x-gateway-record': '../x' })
    expect(contractText()).toBe(before)
  })
})
