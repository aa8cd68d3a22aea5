import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ContractError, loadContract } from '../../../tools/contract'
import { contractInOneFile } from '../../support/contract-text'

const GOOD = contractInOneFile()

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bad contract-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The problems of a contract, each with the text of the line that it names. */
async function problemsOf(text: string): Promise<{ message: string; line: string }[]> {
  const file = path.join(folder, 'openapi.yaml')
  writeFileSync(file, text)
  const error: unknown = await loadContract(file).catch((cause: unknown) => cause)
  if (!(error instanceof ContractError)) return []
  return error.problems.map((problem) => {
    const [, line = '', message = ''] = /openapi\.yaml:(\d+): (.*)$/s.exec(problem) ?? []
    return { message, line: text.split('\n')[Number(line) - 1]?.trim() ?? '' }
  })
}

/** The problems of the project's contract after an edit. */
function problemsAfter(from: string | RegExp, to: string) {
  const text = GOOD.replace(from, to)
  expect(text).not.toBe(GOOD)
  return problemsOf(text)
}

/** A text must be equal. */
const like = (wanted: string | RegExp) =>
  typeof wanted === 'string' ? wanted : (expect.stringMatching(wanted) as string)

/** [what is wrong, edit from, to, message, the line that is named] */
type Case = [string, string | RegExp, string, string | RegExp, string | RegExp]

describe('a pattern', () => {
  // $$ is how a replacement writes $
  const appIdWith = (keywords: string) =>
    problemsAfter(/pattern: '\^wx\[0-9a-f\]\{16\}\$'/, keywords)

  it('must not take exponential time', async () => {
    const [problem, ...others] = await appIdWith("pattern: '^(a+)+$$'\n          maxLength: 64")
    expect(problem?.message).toMatch(/takes exponential time of some texts/)
    expect(problem?.line).toBe("pattern: '^(a+)+$'")
    expect(others).toEqual([])
  })

  it('may take more than linear time only of short texts', async () => {
    expect(await appIdWith("pattern: '[a-z]+$$'")).toHaveLength(1)
    expect(await appIdWith("pattern: '[a-z]+$$'\n          maxLength: 257")).toHaveLength(1)
    expect(await appIdWith("pattern: '[a-z]+$$'\n          maxLength: 256")).toEqual([])
  })
})

it('limits what is parsed at one go to 256 KB, and files to what SCF takes', async () => {
  const loginWith = async (bytes: number, type = 'application/json') => {
    const limit = `$1operationId: login\n$1x-max-body-bytes: ${bytes}`
    const text = GOOD.replace(/^( *)operationId: login$/m, limit)
    const ofType = /(operationId: login\n[^]*?requestBody:[^]*?)application\/json/
    const problems = await problemsOf(text.replace(ofType, `$1${type}`))
    return problems.filter(({ message }) => message.includes('x-max-body-bytes'))
  }
  expect(await loginWith(262_144)).toEqual([])
  for (const type of ['application/json', 'application/x-www-form-urlencoded'])
    expect(await loginWith(262_145, type)).toHaveLength(1)
  expect(await loginWith(6_291_456, 'application/octet-stream')).toEqual([])
  const both = 'image/png: {}\n              application/json'
  expect(await loginWith(6_291_456, both)).toEqual([])
})

describe('the document', () => {
  it.each<Case>([
    [
      'another version of OpenAPI',
      'openapi: 3.1.0',
      'openapi: 4.0.0',
      /^openapi: must match/,
      /^openapi:/
    ],
    ['no title', /^ {2}title: .*\n/m, '', /^info: .*'title'/, 'info:'],
    [
      'a misspelt keyword',
      '      responses:\n',
      '      responces: {}\n      responses:\n',
      /responces: there is no such key here$/,
      'responces: {}'
    ],
    [
      'a keyword of another type',
      'tags: [session]',
      'tags: session',
      'paths./login.post.tags: must be array',
      'tags: session'
    ],
    [
      'a status that is not a number',
      /(operationId: login\n[^]*?\n {8})'400':/,
      '$1bad:',
      /^paths\.\/login\.post\.responses\.bad: must match pattern/,
      "bad: { $ref: '#/components/responses/InvalidRequest' }"
    ],
    [
      'a schema with an unknown type',
      'type: string\n          description: The code',
      'type: strnig\n          description: The code',
      /LoginRequest\.properties\.code\.type: must be equal to one of the allowed values/,
      'type: strnig'
    ],
    [
      'a schema with a text for a number',
      'minLength: 1\n',
      "minLength: '1'\n",
      /LoginRequest\.properties\.code\.minLength: must be integer/,
      "minLength: '1'"
    ],
    [
      'a reference to nothing',
      '#/components/schemas/LoginRequest',
      '#/components/schemas/Nothing',
      '$ref #/components/schemas/Nothing refers to nothing',
      "schema: { $ref: '#/components/schemas/Nothing' }"
    ],
    [
      'an operationId that another operation has',
      'operationId: getUser',
      'operationId: getSession',
      'getSession is already the name of GET /session',
      'operationId: getSession'
    ],
    [
      'a method that is not supported',
      '  /session:\n    get:',
      '  /session:\n    head: { responses: {} }\n    get:',
      'HEAD /session: only get, put, post, delete and patch are supported',
      'head: { responses: {} }'
    ],
    [
      'a misspelt keyword in place of a required one',
      '      responses:\n',
      '      responces:\n',
      /responces: there is no such key here$/,
      'responces:'
    ],
    ['broken YAML', 'paths:\n', 'paths: [\n', /./, /./]
  ])('refuses a contract with %s, and names its line', async (_what, from, to, message, line) => {
    expect(await problemsAfter(from, to)).toEqual([
      {
        message: like(message),
        line: like(line)
      }
    ])
  })
})

describe('examples', () => {
  it.each<Case>([
    [
      'its name cannot go into a header',
      '                loggedIn:',
      '                登录:',
      /examples\.登录: must match pattern/,
      '登录:'
    ],
    [
      'its schema does not allow it',
      'id: 01935e0e46007c008a6b3f5d2e1c0b9a',
      'id: not-an-id',
      /^login 200 example loggedIn: data\/session\/id must match pattern/,
      'id: not-an-id'
    ],
    [
      'a key is missing',
      /requestId: 5b1f7c1e-6a52-4c0b-9c55-0d9f4d2a7e10/,
      'x-id: 1',
      /^login 401 example invalidCode: data must have required property 'requestId'/,
      /value:/
    ],
    [
      'its code has another status',
      'code: USER_BLOCKED\n                    message',
      'code: RATE_LIMITED\n                    message',
      'login 403 example blockedUser: RATE_LIMITED is not a 403',
      'blockedUser:'
    ],
    [
      'it reveals to clients what went wrong inside',
      'code: WECHAT_TIMEOUT\n                    message: Something went wrong on our side',
      'code: WECHAT_TIMEOUT\n                    message: api.weixin.qq.com is slow',
      'login 504 example wechatTimeout: the message of WECHAT_TIMEOUT must be "Something went wrong on our side"',
      'wechatTimeout:'
    ]
  ])('refuses an example when %s, and names its line', async (_what, from, to, message, line) => {
    expect((await problemsAfter(from, to))[0]).toEqual({
      message: like(message),
      line: like(line)
    })
  })
})

describe('codes', () => {
  const UNAUTHENTICATED = 'UNAUTHENTICATED: { status: 401, retry: login, message: Log in again }'
  const at = 'components.schemas.ErrorCode.x-codes.UNAUTHENTICATED'
  it.each<Case>([
    [
      'a way to retry that clients do not know',
      UNAUTHENTICATED,
      UNAUTHENTICATED.replace('login,', 'relogin,'),
      `${at}.retry: must be equal to one of the allowed values: no, sameCode, newCode, login`,
      /retry: relogin/
    ],
    [
      'a misspelt key',
      UNAUTHENTICATED,
      UNAUTHENTICATED.replace('retry:', 'retyr:'),
      `${at}.retyr: there is no such key here`,
      /retyr: login/
    ],
    [
      'a status of success',
      UNAUTHENTICATED,
      UNAUTHENTICATED.replace('401', '200'),
      `${at}.status: must be >= 400`,
      /status: 200/
    ]
  ])(
    'refuses a meaning of a code with %s, and names its line',
    async (_what, from, to, message, line) => {
      expect((await problemsAfter(from, to))[0]).toEqual({ message, line: like(line) })
    }
  )
})

describe('mock settings', () => {
  const RULE = '- { when: { body.code: errcode-40029 }, example: invalidCode }'
  it.each<Case>([
    [
      'an example that the operation does not have',
      RULE,
      '- { when: { body.code: errcode-40029 }, example: invalidcode }',
      /^login has no example invalidcode; it has loggedIn, /,
      /invalidcode/
    ],
    [
      'a body field that no request can have',
      RULE,
      '- { when: { body.cod: errcode-40029 }, example: invalidCode }',
      'login has no body.cod',
      /body\.cod:/
    ],
    [
      'a field below a text',
      RULE,
      '- { when: { body.code.length: 3 }, example: invalidCode }',
      'login has no body.code.length',
      /body\.code\.length/
    ],
    [
      'a query that the operation does not take',
      RULE,
      '- { when: { query.code: x }, example: invalidCode }',
      'login has no query.code',
      /query\.code/
    ],
    [
      'a path without such a parameter',
      RULE,
      '- { when: { path.id: x }, example: invalidCode }',
      'login has no path.id',
      /path\.id/
    ],
    [
      'a condition on nothing',
      RULE,
      '- { when: { cookie.x: x }, example: invalidCode }',
      /^cookie\.x: a condition names path\.x, query\.x, header\.x or body\.x/,
      /cookie/
    ],
    [
      'a rule that does nothing',
      RULE,
      '- { when: { body.code: errcode-40029 } }',
      /must NOT have fewer than 2 properties/,
      /errcode-40029/
    ],
    [
      'an unknown fault',
      RULE,
      '- { when: { body.code: x }, fault: explode }',
      /fault: must be equal to one of the allowed values: close, truncate, 429/,
      /explode/
    ],
    [
      'a p99 below the p50',
      RULE,
      '- { when: { body.code: x }, latency: { p50: 300, p99: 20 } }',
      'latency: p99 (20 ms) is below p50 (300 ms)',
      /p50: 300/
    ],
    [
      'a negative latency',
      RULE,
      '- { when: { body.code: x }, latency: -1 }',
      /latency: must be >= 0/,
      /latency: -1/
    ]
  ])(
    'refuses mock settings with %s, and names their line',
    async (_what, from, to, message, line) => {
      expect(await problemsAfter(from, to)).toEqual([
        {
          message: like(message),
          line: like(line)
        }
      ])
    }
  )
})

describe('scenarios', () => {
  it.each<Case>([
    [
      'an unknown operation',
      '      endSession: [{',
      '      endSesion: [{',
      'the contract has no operation endSesion',
      /^endSesion/
    ],
    [
      'an unknown example',
      'login: [{ example: loggedIn,',
      'login: [{ example: loggedin,',
      /^login has no example loggedin/,
      /loggedin/
    ],
    [
      'a state that no step reaches',
      'endSession: [{ in: alive',
      'endSession: [{ in: awake',
      'no step reaches the state "awake"',
      /awake/
    ],
    [
      'a key that is not in the data',
      'key: { made: token',
      'key: { made: session',
      /^the data has no random "session"/,
      /made: session/
    ],
    [
      'an end that is not a time',
      'until: expiresAt',
      'until: token',
      /^the data has no "token" that is made by `after`/,
      'until: token'
    ],
    [
      'a copy of nothing',
      '{ as: session.createdAt }',
      '{ as: session.created }',
      'the data has no session.created of its own',
      /as: session\.created /
    ],
    [
      'a time that is not a duration',
      'createdAt: { after: 0s }',
      'createdAt: { after: soon }',
      /createdAt\.after: must match pattern/,
      /after: soon/
    ],
    [
      'an otherwise that an operation does not have',
      'fallback: unauthenticated',
      'fallback: thrownOut',
      /has no example thrownOut/,
      'fallback: thrownOut'
    ]
  ])('refuses a scenario with %s, and names its line', async (_what, from, to, message, line) => {
    expect((await problemsAfter(from, to))[0]).toEqual({
      message: like(message),
      line: like(line)
    })
  })
})

it('refuses a YAML alias inside what it names', async () => {
  const file = path.join(folder, 'openapi.yaml')
  writeFileSync(file, `${GOOD}x-loop: &loop\n  - *loop\n`)
  await expect(loadContract(file)).rejects.toThrow(
    /openapi\.yaml: an alias \(\*name\) is inside what it names/
  )
})

it.each([
  ['two equal keys', 'info: {}\ninfo: {}\n', 'Map keys must be unique', 'info: {}'],
  ['an alias of nothing', 'info: *nothing\n', 'nothing before *nothing is named &nothing', /^info/]
])('refuses YAML with %s, and names its line', async (_what, text, message, line) => {
  expect(await problemsOf(text)).toEqual([{ message, line: like(line) }])
})
