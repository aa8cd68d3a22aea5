import { randomBytes } from 'node:crypto'
import { type Result, routes, type Schemas } from '../../../gateway-config/generated/contract'
import { freshCode, postJson, startTestStack, type TestStack } from '../../support/stack'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())
afterEach(() => {
  stack.proxy.refuse(false)
  stack.wechat?.asked.splice(0)
})

interface SessionRow {
  id: Buffer
  user_id: Buffer
  created_at: Date
  expires_at: Date
}

const failureOf = async (response: Response) => (await response.json()) as Schemas['Failure']

describe('a login', () => {
  it('exchanges a code for a token and a session', async () => {
    const response = await stack.login(freshCode('alice'))
    expect(response.status).toBe(200)
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/)
    expect(response.headers.get('x-gateway-source')).toMatch(/^function:login#\S+ (cold|warm)$/)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { token, expiresAt, session } = (await response.json()) as Result<'login'>
    expect(token.split('.')).toHaveLength(3)
    expect(expiresAt).toBe(session.expiresAt)
    expect(Date.parse(session.expiresAt) - Date.parse(session.createdAt)).toBe(7_200_000)

    const [row] = await stack.database.query<SessionRow>(
      'SELECT * FROM sessions WHERE id = UNHEX(?)',
      [session.id]
    )
    expect(row?.user_id.toString('hex')).toBe(session.userId)
    expect(row?.created_at.toISOString()).toBe(session.createdAt)
    expect(row?.expires_at.toISOString()).toBe(session.expiresAt)
  })

  it('recognizes the same user, and keeps the earlier session', async () => {
    const first = (await (await stack.login(freshCode('bob'))).json()) as Result<'login'>
    const second = (await (await stack.login(freshCode('bob'))).json()) as Result<'login'>
    expect(second.session.userId).toBe(first.session.userId)
    expect(second.session.id).not.toBe(first.session.id)
    const rows = await stack.database.query<SessionRow>(
      'SELECT id FROM sessions WHERE user_id = UNHEX(?)',
      [first.session.userId]
    )
    expect(rows).toHaveLength(2)
  })

  it('accepts a code once', async () => {
    const code = freshCode('carol')
    expect((await stack.login(code)).status).toBe(200)
    const again = await stack.login(code)
    expect(again.status).toBe(401)
    expect(await failureOf(again)).toMatchObject({ code: 'CODE_USED' })
  })

  it('logs in one of 20 senders of the same code', async () => {
    const code = freshCode('dave')
    const replies = await Promise.all(Array.from({ length: 20 }, () => stack.login(code)))
    const statuses = replies.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, ...Array<number>(19).fill(401)])
  })

  it('creates one user for 20 simultaneous first logins', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => stack.login(freshCode('newcomer')))
    )
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const results = await Promise.all(replies.map((r) => r.json() as Promise<Result<'login'>>))
    expect(new Set(results.map(({ session }) => session.userId)).size).toBe(1)
    const rows = await stack.database.query<{ sessions: number }>(
      'SELECT COUNT(*) AS sessions FROM sessions WHERE user_id = UNHEX(?)',
      [results[0]?.session.userId]
    )
    expect(Number(rows[0]?.sessions)).toBe(20)
  })

  it('always logs in the tourist of DevTools', async () => {
    expect((await stack.login('the code is a mock one')).status).toBe(200)
    expect((await stack.login('the code is a mock one')).status).toBe(200)
  })

  it('tells users apart whose openids differ by letter case alone', async () => {
    const openids = ['oCase0123456789', 'ocase0123456789', 'oCASE0123456789']
    const sql = `INSERT INTO users (id, app_id, openid, created_at, last_login_at)
      VALUES (?, 'wx0', ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`
    for (const openid of openids) await stack.database.query(sql, [randomBytes(16), openid])
    for (const openid of openids)
      expect(
        await stack.database.query('SELECT openid FROM users WHERE openid = ?', [openid])
      ).toEqual([{ openid }])
    const columns = await stack.database.query<{ collation: string }>(
      `SELECT collation_name AS collation FROM information_schema.columns
       WHERE table_schema = DATABASE() AND column_name IN ('openid', 'unionid', 'app_id')`
    )
    expect(new Set(columns.map((column) => column.collation))).toEqual(new Set(['ascii_bin']))
  })

  it('runs one statement on an open connection once the instance is warm', async () => {
    await stack.login(freshCode('warm'))
    const opened = stack.proxy.opened
    stack.proxy.sent.splice(0)
    const response = await stack.login(freshCode('warm'))
    expect(response.headers.get('x-gateway-source')).toMatch(/ warm$/)
    expect(stack.proxy.sent).toHaveLength(1)
    expect(stack.proxy.sent[0]).toContain('CALL log_in')
    expect(stack.proxy.opened).toBe(opened)
  })
})

describe('an answer of WeChat', () => {
  it.each([
    [40029, 401, 'CODE_INVALID'],
    [40163, 401, 'CODE_USED'],
    [40226, 403, 'USER_BLOCKED'],
    [45011, 429, 'RATE_LIMITED'],
    [45009, 429, 'RATE_LIMITED'],
    [-1, 503, 'WECHAT_UNAVAILABLE'],
    [40013, 500, 'SERVER_MISCONFIGURED'],
    [40125, 500, 'SERVER_MISCONFIGURED'],
    [40243, 500, 'SERVER_MISCONFIGURED'],
    [99999, 502, 'WECHAT_BAD_ANSWER']
  ])(
    'answers errcode %i with %i %s, after one request to WeChat',
    async (errcode, status, code) => {
      const response = await stack.login(`errcode-${errcode}`)
      expect(response.status).toBe(status)
      expect(await failureOf(response)).toMatchObject({ code })
      expect(stack.wechat?.asked).toEqual(['/sns/jscode2session'])
      if (status === 429) expect(response.headers.get('retry-after')).toBe('60')
      expect(stack.lines.join('\n')).toMatch(new RegExp(`"errcode":${errcode},"rid":"[\\w-]+"`))
    }
  )

  it.each([
    ['reset', 503, 'WECHAT_UNAVAILABLE'],
    ['hang', 504, 'WECHAT_TIMEOUT'],
    ['drip', 504, 'WECHAT_TIMEOUT'],
    ['huge', 502, 'WECHAT_BAD_ANSWER'],
    ['html', 502, 'WECHAT_BAD_ANSWER'],
    ['badJson', 502, 'WECHAT_BAD_ANSWER'],
    ['null', 502, 'WECHAT_BAD_ANSWER'],
    ['list', 502, 'WECHAT_BAD_ANSWER'],
    ['empty', 502, 'WECHAT_BAD_ANSWER'],
    ['oddOpenid', 502, 'WECHAT_BAD_ANSWER'],
    ['serverError', 502, 'WECHAT_BAD_ANSWER'],
    ['redirect', 502, 'WECHAT_BAD_ANSWER'],
    ['textErrcode', 401, 'CODE_INVALID'],
    ['errcodeZero', 200, undefined]
  ])(
    'answers the fault %s with %i %s in time, after one request to WeChat',
    async (fault, status, code) => {
      const askedAt = performance.now()
      const response = await stack.login(`fault-${fault}-1`)
      expect(response.status).toBe(status)
      expect((await failureOf(response)).code).toBe(code ?? undefined)
      expect(performance.now() - askedAt).toBeLessThan(5000)
      expect(stack.wechat?.asked).toEqual(['/sns/jscode2session'])
    }
  )

  it('hides a fault of the server from the client', async () => {
    const { message } = await failureOf(await stack.login('errcode-40125'))
    expect(message).toBe('Something went wrong on our side')
  })
})

describe('a login with the database in trouble', () => {
  it('spends no code when the database is known to be down', async () => {
    const code = freshCode('frank')
    stack.proxy.refuse(true)
    const refused = await stack.login(code)
    expect(refused.status).toBe(503)
    expect(await failureOf(refused)).toMatchObject({ code: 'DATABASE_UNAVAILABLE' })
    expect(refused.headers.get('retry-after')).toBe('2')
    expect(stack.wechat?.asked).toEqual([])
    stack.proxy.refuse(false)
    expect((await stack.login(code)).status).toBe(200)
  })

  it('asks for a new code when the session could not be written', async () => {
    stack.wechat?.delay(300)
    const login = stack.login(freshCode('grace'))
    while (!stack.wechat?.asked.length) await new Promise(setImmediate)
    stack.proxy.refuse(true)
    const response = await login
    stack.wechat.delay(0)
    expect(response.status).toBe(503)
    expect(await failureOf(response)).toMatchObject({ code: 'LOGIN_NOT_RECORDED' })
    stack.proxy.refuse(false)
    expect((await stack.login(freshCode('grace'))).status).toBe(200)
  })

  it('writes one session when the answer to the commit is lost', async () => {
    stack.proxy.loseAnswerTo(/CALL log_in/)
    const response = await stack.login(freshCode('heidi'))
    expect(response.status).toBe(200)
    const { session } = (await response.json()) as Result<'login'>
    const rows = await stack.database.query<SessionRow>(
      'SELECT id FROM sessions WHERE user_id = UNHEX(?)',
      [session.userId]
    )
    expect(rows.map(({ id }) => id.toString('hex'))).toEqual([session.id])
  })

  it('writes the session when the connection is cut before the statement arrives', async () => {
    stack.proxy.cutAt(/CALL log_in/)
    expect((await stack.login(freshCode('ivan'))).status).toBe(200)
  })

  it('logs in after a connection has gone silent', async () => {
    await stack.login(freshCode('judy'))
    stack.proxy.dropSilently()
    const startedAt = performance.now()
    expect((await stack.login(freshCode('judy'))).status).toBe(200)
    expect(performance.now() - startedAt).toBeLessThan(2000)
    expect((await stack.login(freshCode('judy'))).status).toBe(200)
  })
})

describe('a login request', () => {
  it.each([
    ['not JSON', '{"code":', 400],
    ['empty', '', 400],
    ['null', 'null', 400],
    ['a list', '[]', 400],
    ['without a code', {}, 400],
    ['one with an empty code', { code: '' }, 400],
    ['one with a number for a code', { code: 1 }, 400],
    ['one with a code that is too long', { code: 'x'.repeat(129) }, 400],
    ['one with a line end in its code', { code: 'a\nb' }, 400],
    ['one with an unknown key', { code: 'dev-a-1', openid: 'oVictim' }, 400],
    ['one with a polluting key', '{"code":"dev-a-1","__proto__":{"admin":true}}', 400],
    ['deep JSON', `{"code":${'['.repeat(4000)}${']'.repeat(4000)}}`, 400],
    ['more than 8 KB', { code: 'x'.repeat(8200) }, 413]
  ])('refuses a body that is %s', async (_what, body, status) => {
    const response = await stack.fetch('/login', postJson(body))
    expect(response.status).toBe(status)
    const failure = await failureOf(response)
    expect(Object.keys(failure).sort()).toEqual(['code', 'message', 'requestId'])
    expect(failure.requestId).toBe(response.headers.get('x-request-id'))
    expect(stack.wechat?.asked).toEqual([])
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'refuses the content type "%s"',
    async (type) => {
      const init = { ...postJson({ code: 'dev-a-1' }), headers: { 'content-type': type } }
      const response = await stack.fetch('/login', init)
      expect(response.status).toBe(415)
    }
  )

  it('refuses a wrong path or method', async () => {
    expect((await stack.fetch('/nothing')).status).toBe(404)
    expect((await stack.fetch('/login/more', postJson({ code: 'x' }))).status).toBe(404)
    const wrongMethod = await stack.fetch('/login', { method: 'PUT' })
    expect(wrongMethod.status).toBe(405)
    const served = Object.values(routes).filter(({ path }) => path === '/login')
    expect(wrongMethod.headers.get('allow')?.split(', ').sort()).toEqual(
      served.map(({ method }) => method).sort()
    )
  })

  it('refuses a code in the query', async () => {
    const response = await stack.fetch('/login?code=dev-a-1', postJson({ code: 'dev-a-1' }))
    expect(response.status).toBe(400)
    expect((await failureOf(response)).message).toMatch(/address/)
  })
})
