import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type Generated,
  loadContract,
  loadEnvironments,
  loadGenerated
} from '../../../tools/contract'
import { project } from '../../support/project'

const OTHERS = 'prepub: { source: function }\nrelease: { source: function }\n'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'environments-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function read(text: string, generated?: Generated) {
  const file = path.join(folder, 'environments.yaml')
  writeFileSync(file, text)
  return loadEnvironments(file, ['login', 'getSession'], generated)
}

it("accepts the project's own file", async () => {
  const { operations } = await loadContract(project.contractFile)
  const operationIds = operations.map(({ operationId }) => operationId)
  const { test, release } = await loadEnvironments(project.environmentsFile, operationIds)
  expect(Object.keys(test.routes)).toEqual(operationIds)
  expect(release.cors.origins).toEqual([])
})

it("lets a route's own settings override those of its environment", async () => {
  const { test } = await read(`test:
  source: mock
  maxBodyBytes: 100
  routes:
    login: { source: function }
${OTHERS}`)
  expect(test.routes).toEqual({
    login: { source: 'function', maxBodyBytes: 100 },
    getSession: { source: 'mock', maxBodyBytes: 100 }
  })
})

it.each([
  ['a misspelt setting', 'test:\n  source: mock\n  maxBodyByte: 3\n', 3, 'maxBodyByte'],
  [
    'a misspelt environment',
    'test: { source: mock }\nreleese: { source: mock }\n',
    2,
    'releese: there is no such key here'
  ],
  ['an unknown source', 'test:\n  source: fake\n', 2, 'mock, function, shadow, record'],
  [
    'a rate limit without a period',
    'test:\n  source: mock\n  rateLimit: { count: 1, by: token }\n',
    3,
    "'per'"
  ],
  ['an impossible status', 'test:\n  source: mock\n  statusMap:\n    99: 200\n', 4, 'statusMap'],
  [
    'an unknown operation',
    'test:\n  source: mock\n  routes:\n    logni: {}\n',
    4,
    'logni: the contract has no such operation; it has login, getSession'
  ],
  ['a p99 below the p50', 'test:\n  source: mock\n  latency: { p50: 9, p99: 1 }\n', 3, 'below'],
  ['a URL for a domain', 'test:\n  source: mock\n  domain: https://x.example\n', 3, 'domain'],
  ['broken YAML', 'test:\n  source: [\n', 3, '']
])('refuses %s, and names its line', async (_what, text, line, word) => {
  for (const generated of [undefined, loadGenerated(project.generatedDir)]) {
    const message = await problemOf(text + OTHERS, generated)
    expect(message).toMatch(new RegExp(`environments\\.yaml:${line}: `))
    expect(message).toContain(word)
    expect(message.split('\n')).toHaveLength(1)
  }
})

it('names a missing environment', async () => {
  const message = await problemOf('test: { source: mock }\nprepub: { source: mock }\n')
  expect(message).toContain("'release'")
})

it('refuses a missing file, since no defaults could replace its limits', async () => {
  const file = path.join(folder, 'no such folder', 'environments.yaml')
  await expect(loadEnvironments(file, ['login'])).rejects.toThrow(`${file}: there is no such file`)
})

async function problemOf(text: string, generated?: Generated): Promise<string> {
  const error: unknown = await read(text, generated).catch((cause: unknown) => cause)
  return error instanceof Error ? error.message : 'no problem'
}
