import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createPublishing } from '../../../../tools/gateway/switchboard/publishing'
import { createTables } from '../../../../tools/gateway/switchboard/tables'
import { postJson } from '../../../support/stack'
import { type SwitchedGateway } from '../switched-gateway'
import { editFile, sourceOf, startSwitchedGateway, until } from '../switched-gateway'

let gateway: SwitchedGateway
const login = (environment?: string, code = 'x') =>
  gateway.fetch('/login', postJson({ code }), environment)
const state = async (name: string) => {
  const response = await gateway.fetch('/_gateway/environments')
  const { environments } = (await response.json()) as { environments: State[] }
  return environments.find((environment) => environment.name === name)
}
interface State {
  name: string
  version: string
  problem?: string
  draft: { differs: boolean; problem?: string }
  versions: { version: number; note?: string; problem?: string }[]
}
const snapshot = (file: string) => path.join(gateway.files.snapshotsDir, 'prepub', '0001', file)

beforeEach(async () => {
  gateway = await startSwitchedGateway()
})
afterEach(() => gateway.stop())

it('serves what was published until the next publish, whatever is edited', async () => {
  expect(await sourceOf(login('prepub'))).toBe('mock:loggedIn')
  const published = await gateway.admin('environments/prepub/publish', { note: 'first' })
  expect(published.status).toBe(200)

  const rule = 'body.code: errcode-40029 }, example: '
  editFile(gateway.files.contractFile, `${rule}invalidCode`, `${rule}usedCode`)
  await gateway.admin('routes/login?environment=prepub', { source: 'function' })
  await gateway.admin('routes/login', { source: 'mock' })
  await until(async () => (await sourceOf(login('test', 'errcode-40029'))) === 'mock:usedCode')
  expect(await sourceOf(login('prepub', 'errcode-40029'))).toBe('mock:invalidCode')
  expect(await sourceOf(login('prepub'))).toBe('mock:loggedIn')
  expect((await state('prepub'))?.draft).toEqual({ differs: true })

  await gateway.admin('environments/prepub/publish', { note: 'second' })
  expect(await sourceOf(login('prepub'))).toBe('function')
  expect(await state('prepub')).toMatchObject({ version: '2', draft: { differs: false } })
})

it('serves an older version again, also after a restart', async () => {
  await gateway.admin('environments/prepub/publish', { note: 'first' })
  await gateway.admin('routes/login?environment=prepub', { source: 'function' })
  await gateway.admin('environments/prepub/publish', { note: 'second' })
  expect(await sourceOf(login('prepub'))).toBe('function')
  const back = await gateway.admin('environments/prepub/rollback', {})
  expect(back.status).toBe(200)
  expect(await sourceOf(login('prepub'))).toBe('mock:loggedIn')
  await gateway.restart()
  expect(await sourceOf(login('prepub'))).toBe('mock:loggedIn')
  await gateway.admin('environments/prepub/rollback', { version: 2 })
  expect(await sourceOf(login('prepub'))).toBe('function')
  const { versions } = (await state('prepub')) ?? {}
  expect(versions?.map(({ version, note }) => [version, note])).toEqual([
    [2, 'second'],
    [1, 'first']
  ])
})

it('follows what another process publishes', async () => {
  const publishing = createPublishing(gateway.files)
  await publishing.publish('prepub')
  await publishing.switchSource('prepub', 'login', 'function')
  await publishing.publish('prepub')
  for (const version of [1, 2, 1]) {
    publishing.rollback('prepub', version)
    const wanted = version === 1 ? 'mock:loggedIn' : 'function'
    await until(async () => (await sourceOf(login('prepub'))) === wanted)
  }
})

it('replaces a table within 50 ms of a rollback', async () => {
  const publishing = createPublishing(gateway.files)
  const { stores } = publishing
  const tables = await createTables({ ...gateway.files, stores, log: () => undefined })
  await publishing.publish('prepub')
  await publishing.switchSource('prepub', 'login', 'function')
  await publishing.publish('prepub')
  const times: number[] = []
  for (const version of [1, 2, 1, 2, 1, 2, 1]) {
    publishing.rollback('prepub', version)
    const startedAt = performance.now()
    await tables.usePublished('prepub')
    times.push(performance.now() - startedAt)
    expect(tables.current().prepub.version).toBe(String(version))
  }
  const [median] = times.sort((a, b) => a - b).slice(3)
  expect(median).toBeLessThan(50)
})

it('follows also after everything that was published is deleted', async () => {
  const publishing = createPublishing(gateway.files)
  await publishing.publish('prepub')
  await until(async () => (await state('prepub'))?.version === '1')
  await publishing.switchSource('prepub', 'login', 'function')
  rmSync(gateway.files.snapshotsDir, { recursive: true, force: true })
  await until(async () => (await sourceOf(login('prepub'))) === 'function')
  expect(await state('prepub')).toMatchObject({ version: 'working', versions: [] })
  expect(gateway.lines.join('\n')).toContain('prepub: its published versions are gone')

  await publishing.publish('prepub')
  await until(async () => (await state('prepub'))?.version === '1')
})

it('never reuses the number of a deleted version', async () => {
  await gateway.admin('environments/prepub/publish', {})
  rmSync(path.dirname(snapshot('settings.json')), { recursive: true, force: true })
  await gateway.admin('environments/prepub/publish', {})
  expect((await state('prepub'))?.version).toBe('2')
})

it('refuses to roll back the first version', async () => {
  await gateway.admin('environments/prepub/publish', {})
  const response = await gateway.admin('environments/prepub/rollback', {})
  expect(await response.text()).toContain('prepub has no version before the one it serves')
})

it('does not publish the same content twice', async () => {
  await gateway.admin('environments/prepub/publish', { note: 'first' })
  await gateway.admin('environments/prepub/publish', { note: 'again' })
  expect(await state('prepub')).toMatchObject({ version: '1', versions: [{ note: 'first' }] })
  writeFileSync(path.join(gateway.files.distDir, 'login.js'), '// another build')
  await gateway.admin('environments/prepub/publish', { note: 'new build' })
  expect(await state('prepub')).toMatchObject({ version: '2' })
})

describe('a version that was changed after it was published', () => {
  const tamper = () => {
    chmodSync(snapshot('settings.json'), 0o644)
    editFile(snapshot('settings.json'), '"source": "mock"', '"source": "function"')
  }

  it('refuses to serve a changed version again, and keeps what it serves', async () => {
    await gateway.admin('environments/prepub/publish', {})
    await gateway.admin('routes/getSession?environment=prepub', { source: 'mock' })
    await gateway.admin('environments/prepub/publish', {})
    tamper()
    const refused = await gateway.admin('environments/prepub/rollback', { version: 1 })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toMatch(/0001.settings.json was changed after it was published/)
    expect((await state('prepub'))?.version).toBe('2')
  })

  it('refuses each call to a changed version after a restart, and serves other environments', async () => {
    await gateway.admin('environments/prepub/publish', {})
    tamper()
    await gateway.restart()
    const refused = await login('prepub')
    expect(refused.status).toBe(500)
    expect(await refused.json()).toMatchObject({ code: 'SERVER_MISCONFIGURED' })
    expect(gateway.lines.join('\n')).toMatch(/settings.json was changed after it was published/)
    expect((await state('prepub'))?.problem).toMatch(/cannot be served/)
    expect(await sourceOf(login('release'))).toBe('function')

    await gateway.admin('environments/prepub/publish', {})
    expect(await sourceOf(login('prepub'))).toBe('mock:loggedIn')
  })
})

it('keeps a version whole, in plain read-only files', async () => {
  await gateway.admin('environments/prepub/publish', { note: 'first' })
  const read = (file: string) => readFileSync(snapshot(file), 'utf8')
  expect(read('openapi.yaml')).toBe(readFileSync(gateway.files.contractFile, 'utf8'))
  expect(JSON.parse(read('settings.json'))).toMatchObject({ routes: { login: { source: 'mock' } } })
  expect(JSON.parse(read('manifest.json'))).toMatchObject({
    environment: 'prepub',
    version: 1,
    note: 'first',
    functions: { login: expect.stringMatching(/^[0-9a-f]{64}$/) as string }
  })
})

it.each<[string, string, object, RegExp]>([
  ['to publish test', 'test/publish', {}, /serves the working files/],
  ['a rollback before any publish', 'prepub/rollback', {}, /nothing was published to prepub yet/],
  ['an unknown version', 'prepub/rollback', { version: 7 }, /no version 7/],
  ['something that is not a version', 'prepub/rollback', { version: '../x' }, /is not a version/],
  ['an unknown environment', 'live/publish', {}, /no environment "live"/]
])('refuses %s in a sentence', async (_what, where, body, message) => {
  const response = await gateway.admin(`environments/${where}`, body)
  expect(response.status).toBe(400)
  expect(((await response.json()) as { message: string }).message).toMatch(message)
})

it('refuses to publish a function that is not built', async () => {
  const { distDir } = gateway.files
  const elsewhere = { ...gateway.files, distDir: path.join(distDir, 'nothing') }
  const publishing = createPublishing(elsewhere)
  await expect(publishing.publish('release')).rejects.toThrow(/npm run build/)
})
