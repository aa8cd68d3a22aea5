import { readFileSync } from 'node:fs'
import { loadContract } from '../../../../tools/contract'
import { bearer, postJson } from '../../../support/stack'
import { sourceOf, startSwitchedGateway, type SwitchedGateway, until } from '../switched-gateway'

let gateway: SwitchedGateway
const login = (headers = {}) => {
  const init = postJson({ code: 'x' })
  return gateway.fetch('/login', { ...init, headers: { ...init.headers, ...headers } })
}
const contractText = () => readFileSync(gateway.files.contractFile, 'utf8')
const exampleOf = async (operationId: string, name: string) =>
  (await loadContract(gateway.files.contractFile)).operations
    .find((operation) => operation.operationId === operationId)
    ?.examples.find((example) => example.name === name)
const said = (pattern: RegExp) => until(() => gateway.lines.some((line) => pattern.test(line)))

beforeEach(async () => {
  gateway = await startSwitchedGateway()
})
afterEach(() => gateway.stop())

describe('shadow', () => {
  beforeEach(() => gateway.admin('routes/login', { source: 'shadow' }))

  it('answers by the mock, and reports nothing while the function does the same', async () => {
    const response = await login()
    expect(await sourceOf(login())).toBe('mock:loggedIn (shadow)')
    expect(await response.json()).toHaveProperty('token')
    await until(() => gateway.functionCalls() === 2)
    gateway.setAnswer('POST /login', 429, { code: 'RATE_LIMITED', message: 'm', requestId: 'r' })
    await login()
    await said(/drift/)
    expect(gateway.lines.filter((line) => line.includes('drift'))).toHaveLength(1)
  })

  it('reports a different status', async () => {
    gateway.setAnswer('POST /login', 429, { code: 'RATE_LIMITED', message: 'm', requestId: 'r' })
    expect((await login()).status).toBe(200)
    await said(/login drift: status: mock 200, function 429$/)
  })

  it('reports statuses, keys and types that are not in the contract, but no values', async () => {
    gateway.setAnswer('POST /login', 200, { token: 7, secret: 'hidden-value' })
    await login()
    await said(/drift: .*body: unknown key "secret"/)
    const [line = ''] = gateway.lines.filter((known) => known.includes('drift'))
    expect(line).toContain('body.token: must be string')
    expect(line).toContain('body: "session" is missing')
    expect(line).not.toContain('hidden-value')

    gateway.setAnswer('POST /login', 418)
    await login()
    await said(/status: 418 is not in the contract/)
  })
})

describe('record', () => {
  beforeEach(() => gateway.admin('routes/login', { source: 'record' }))
  const requestId = '5b1f7c1e-6a52-4c0b-9c55-0d9f4d2a7e10'
  const recordings = () => gateway.lines.filter((line) => / recorded: example /.test(line))

  it('saves an answer as an example without its secrets, and changes nothing else', async () => {
    const before = contractText()
    const real = (await exampleOf('login', 'loggedIn'))?.value as Record<string, unknown>
    const token = 'eyJhbGciOiJIUzI1NiJ9.c2VjcmV0LXBheWxvYWQ.c2lnbmF0dXJl'
    gateway.setAnswer('POST /login', 200, { ...real, token })
    const response = await login({ 'x-gateway-record': 'seen' })
    expect(response.headers.get('x-gateway-source')).toMatch(/^function:.*\(record\)$/)
    expect(await response.json()).toMatchObject({ token })
    await said(/login recorded: example seen$/)

    expect(await exampleOf('login', 'seen')).toMatchObject({ status: 200, value: real })
    expect(contractText()).not.toContain(token)
    const added = contractText().split('\n').length - before.split('\n').length
    const start = contractText().indexOf('                seen:')
    const rest = contractText().slice(start).split('\n').slice(added).join('\n')
    expect(contractText().slice(0, start) + rest).toBe(before)
  })

  it('saves no personal data', async () => {
    await gateway.admin('routes/getUser', { source: 'record' })
    const id = '77777777777777777777777777777777'
    const user = {
      id,
      createdAt: '2026-11-02T03:04:05.678Z',
      nickname: 'A person',
      avatarUrl: 'https://static.example.com/person.png'
    }
    gateway.setAnswer('GET /user', 200, { user })
    await gateway.fetch('/user', bearer('t'))
    await said(/getUser recorded/)
    for (const value of Object.values(user)) expect(contractText()).not.toContain(value)

    await gateway.admin('routes/getSession', { source: 'record' })
    const { session } = (await exampleOf('getSession', 'alive'))?.value as { session: object }
    const personal = { id, userId: id, device: "A person's phone" }
    gateway.setAnswer('GET /session', 200, { session: { ...session, ...personal } })
    await gateway.fetch('/session', bearer('t'))
    await said(/getSession recorded/)
    for (const value of Object.values(personal)) expect(contractText()).not.toContain(value)
  })

  it('saves an answer that differs only in ids and times once, for mocks to use', async () => {
    const real = (await exampleOf('login', 'loggedIn'))?.value as { session: object }
    for (const digit of '123') {
      const createdAt = `2026-11-0${digit}T00:00:00.000Z`
      const session = { ...real.session, id: digit.repeat(32), createdAt }
      gateway.setAnswer('POST /login', 200, { ...real, session })
      await login()
      await said(/login recorded: example recorded$/)
    }
    gateway.setAnswer('POST /login', 401, { code: 'CODE_USED', message: 'm', requestId })
    await login()
    await until(() => recordings().length > 1)
    expect(recordings()).toHaveLength(2)
    await gateway.admin('routes/login', { source: 'mock' })
    const mocked = () => login({ prefer: 'code=200, example=recorded' })
    await until(async () => (await mocked()).status === 200)
  })

  it('uses the name that the caller gives, and never overwrites what people wrote', async () => {
    const failure = { code: 'CODE_USED', message: 'Used before', requestId }
    gateway.setAnswer('POST /login', 401, failure)
    await login({ 'x-gateway-record': 'again' })
    await said(/recorded: example again$/)
    expect(await exampleOf('login', 'again')).toMatchObject({ status: 401, value: failure })
    const authored = await exampleOf('login', 'usedCode')
    await login({ 'x-gateway-record': 'usedCode' })
    await said(/recorded: example usedCode2$/)
    expect(await exampleOf('login', 'usedCode')).toEqual(authored)
    expect((await exampleOf('login', 'usedCode2'))?.value).toEqual(failure)
  })

  it('saves to the component that a response refers to', async () => {
    await gateway.admin('routes/getSession', { source: 'record' })
    const failure = { code: 'UNAUTHENTICATED', message: 'Another text', requestId }
    gateway.setAnswer('GET /session', 401, failure)
    await gateway.fetch('/session', bearer('t'))
    await said(/getSession recorded/)
    expect((await exampleOf('getSession', 'recorded'))?.value).toEqual(failure)
    expect((await exampleOf('endSession', 'recorded'))?.value).toEqual(failure)
  })

  it('does not save what the contract does not allow', async () => {
    const before = contractText()
    gateway.setAnswer('POST /login', 200, { token: 7 })
    expect((await login()).status).toBe(200)
    await said(/login not recorded: .*body.token: must be string/)
    gateway.setAnswer('POST /login', 418)
    expect((await login()).status).toBe(418)
    await said(/not recorded: status: 418 is not in the contract/)
    gateway.setAnswer('POST /login', 401, { code: 'CODE_USED', message: 'm', requestId })
    await login({ 'x-gateway-record': '../x' })
    await said(/not recorded: X-Gateway-Record: must be a name in camelCase/)
    expect(contractText()).toBe(before)
  })
})
