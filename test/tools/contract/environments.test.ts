import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readContract } from '../../../tools/contract/read/read-contract'
import { readEnvironments } from '../../../tools/contract/read/environments'

const CONFIG = path.resolve(__dirname, '../../../gateway-config')
const OTHERS = 'prepub: { source: function }\nrelease: { source: function }\n'

function read(text: string) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'environments-')), 'environments.yaml')
  writeFileSync(file, text)
  return readEnvironments(file, ['login', 'getSession'])
}

it("the project's own file fits its contract", () => {
  const { operations } = readContract(path.join(CONFIG, 'openapi.yaml'))
  const operationIds = operations.map(({ operationId }) => operationId)
  const { test, release } = readEnvironments(path.join(CONFIG, 'environments.yaml'), operationIds)
  expect(Object.keys(test.routes)).toEqual(operationIds)
  expect(release.cors.origins).toEqual([])
})

it('a route has what is set for its environment, but for what is set for itself', () => {
  const { test } = read(`test:
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
  ['a status that is none', 'test:\n  source: mock\n  statusMap:\n    99: 200\n', 4, 'statusMap'],
  [
    'an unknown operation',
    'test:\n  source: mock\n  routes:\n    logni: {}\n',
    4,
    'logni: the contract has no such operation; it has login, getSession'
  ],
  ['a p99 below the p50', 'test:\n  source: mock\n  latency: { p50: 9, p99: 1 }\n', 3, 'below'],
  ['an address for a domain', 'test:\n  source: mock\n  domain: https://x.example\n', 3, 'domain'],
  ['broken YAML', 'test:\n  source: [\n', 3, '']
])('%s is told with its line', (_what, text, line, word) => {
  const message = problemOf(text + OTHERS)
  expect(message).toMatch(new RegExp(`environments\\.yaml:${line}: `))
  expect(message).toContain(word)
  expect(message.split('\n')).toHaveLength(1)
})

it('a missing environment is told by its name', () => {
  expect(problemOf('test: { source: mock }\nprepub: { source: mock }\n')).toContain("'release'")
})

it('a missing file is told: nothing stands in for its limits', () => {
  const file = path.join(tmpdir(), 'no such folder', 'environments.yaml')
  expect(() => readEnvironments(file, ['login'])).toThrow(`${file}: there is no such file`)
})

function problemOf(text: string): string {
  try {
    read(text)
  } catch (error) {
    return (error as Error).message
  }
  return 'no problem'
}
