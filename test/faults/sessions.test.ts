import { type Backend, clientOf, failureOf, newCode, startBackend } from '../support/backend'
import { DOORS } from '../support/doors'

let backend: Backend
beforeAll(async () => (backend = await startBackend()))
afterAll(() => backend.stop())

const expire = (id: string, ms: number) =>
  backend.database.query(
    'UPDATE sessions SET expires_at = DATE_ADD(UTC_TIMESTAMP(3), INTERVAL ? MICROSECOND) WHERE id = UNHEX(?)',
    [ms * 1000, id]
  )
const drop = (id: string) =>
  backend.database.query('DELETE FROM sessions WHERE id = UNHEX(?)', [id])

describe.each(DOORS)('through %s', (door) => {
  const client = () => clientOf(backend.doors, door)

  it('S05: refuses a token from the next request on after a logout, also on another instance', async () => {
    const other = backend.openMore()
    const there = clientOf(other, door)
    const endings: [method: string, path: (id: string) => string][] = [
      ['DELETE', () => '/session'],
      ['DELETE', (id) => `/session/${id}`],
      ['DELETE', () => '/user']
    ]
    for (const [method, path] of endings) {
      const { token, session } = await client().enter('alice')
      expect((await there.session(token)).status).toBe(200)
      expect((await client().withToken(token, method, path(session.id))).status).toBe(204)
      expect((await there.session(token)).status).toBe(401)
      expect((await client().session(token)).status).toBe(401)
    }
    const [phone, tablet] = [await client().enter('bob'), await client().enter('bob')]
    expect((await there.session(tablet.token)).status).toBe(200)
    await client().withToken(phone.token, 'DELETE', '/session/others')
    expect((await there.session(tablet.token)).status).toBe(401)
    expect((await there.session(phone.token)).status).toBe(200)
    await other.stop()
  })

  it('S06: refuses a token whose row has expired or is gone, whatever the token says', async () => {
    const { token, session } = await client().enter('carol')
    await expire(session.id, -1000)
    expect((await client().session(token)).status).toBe(401)
    await expire(session.id, 60_000)
    expect((await client().session(token)).status).toBe(200)
    await drop(session.id)
    expect((await client().session(token)).status).toBe(401)
  })

  it('S07: ignores whoever a caller claims to be', async () => {
    const victim = await client().enter('dave')
    const openid = backend.wechat.app().accounts.openidOf('dave')
    const { token, session } = await client().enter('erin')
    const claims = {
      'x-wx-openid': openid,
      'x-wx-unionid': openid,
      'x-wx-appid': 'wx1111111111111111',
      'x-wx-source': 'wx_client',
      'x-user-id': victim.session.userId,
      'x-session-id': victim.session.id,
      cookie: `openid=${openid}; session=${victim.session.id}`
    }
    const headers = { authorization: `Bearer ${token}`, ...claims }
    const shown = await client().call({ method: 'GET', path: '/session', headers })
    expect((JSON.parse(shown.body) as { session: object }).session).toMatchObject({
      id: session.id,
      userId: session.userId
    })
    const query = { openid, userId: victim.session.userId }
    expect((await client().call({ method: 'GET', path: '/session', headers, query })).status).toBe(
      400
    )
    for (const name of ['openid', 'userId', 'unionid', 'id']) {
      const body = { nickname: 'Erin', [name]: victim.session.userId }
      const saved = await client().withToken(token, 'PUT', '/user/profile', body)
      expect([name, saved.status]).toEqual([name, 400])
    }
    const login = await client().call({
      method: 'POST',
      path: '/login',
      headers: { 'content-type': 'application/json', ...claims },
      body: JSON.stringify({ code: newCode('erin') })
    })
    expect((JSON.parse(login.body) as { session: object }).session).toMatchObject({
      userId: session.userId
    })
  })

  it("S07: neither shows, renews nor ends another user's session", async () => {
    const victim = await client().enter('frank')
    const { token } = await client().enter('grace')
    const sql = 'SELECT * FROM sessions WHERE id = UNHEX(?)'
    const before = await backend.database.query(sql, [victim.session.id])
    const ended = await client().withToken(token, 'DELETE', `/session/${victim.session.id}`)
    expect([ended.status, failureOf(ended).code]).toEqual([404, 'NOT_FOUND'])
    const listed = await client().withToken(token, 'GET', '/session/list')
    expect(listed.body).not.toContain(victim.session.id)
    expect(await backend.database.query(sql, [victim.session.id])).toEqual(before)
    expect((await client().session(victim.token)).status).toBe(200)
  })
})
