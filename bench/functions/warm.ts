import { createConnection } from 'mysql2/promise'
import { createClient, type HttpAnswer, type HttpCall, login, tokenIn } from './client'
import { bundleOf, type LocalStack, startInstance } from './local-stack'
import { percentile } from './percentile'

/** Median and tenth percentile of one kind of call, in ms. */
export interface Timed {
  name: string
  p10: number
  p50: number
}

/** How long WeChat takes to answer a login. */
const WECHAT_MS = 20

const WARM_UP = 50

const FLOOR_SQL = 'INSERT INTO bench_logins (user, at) VALUES (?, NOW(3))'

/**
 * Calls warm instances, each kind once per round, so that other work on the machine affects all of
 * them alike:
 * - a session through gateway and runtime, and from the instance's own socket
 * - a login from the instance's own socket, and its floor: ask WeChat, write one row
 */
export async function measureWarm(local: LocalStack, rounds: number): Promise<Timed[]> {
  const { stack, environment } = local
  const session = await startInstance([bundleOf('session')], environment)
  const loginInstance = await startInstance([bundleOf('login')], environment)
  const clients = [stack.url, session.url, loginInstance.url, local.wechatUrl].map((url) =>
    createClient(url)
  )
  const [gateway, direct, loginDirect, wechat] = clients
  const database = await createConnection({ uri: local.databaseUrl })
  try {
    await database.query(
      'CREATE TABLE bench_logins (id INT AUTO_INCREMENT PRIMARY KEY, user CHAR(8), at DATETIME(3))'
    )
    if (!gateway || !direct || !loginDirect || !wechat) throw new Error('no client')
    const token = tokenIn(await gateway.call(login('bench')))
    const ask: HttpCall = {
      method: 'GET',
      path: '/session',
      headers: { authorization: `Bearer ${token}` }
    }
    const sessions = await measureKinds(rounds, {
      'session through gateway': async () => expectOk(await gateway.call(ask)),
      'session from its socket': async () => expectOk(await direct.call(ask))
    })
    local.wechat?.delay(WECHAT_MS)
    const logins = await measureKinds(rounds, {
      'login floor': async () => {
        await wechat.call({ method: 'GET', path: codeQuestion(environment) })
        await database.execute(FLOOR_SQL, ['bench'])
      },
      'login from its socket': async () => tokenIn(await loginDirect.call(login('bench')))
    })
    return [...sessions, ...logins]
  } finally {
    for (const client of clients) client.close()
    await database.end()
    await session.stop()
    await loginInstance.stop()
  }
}

async function measureKinds(
  rounds: number,
  kinds: Record<string, () => Promise<unknown>>
): Promise<Timed[]> {
  const times = new Map(Object.keys(kinds).map((name) => [name, [] as number[]]))
  // the first rounds only warm up
  for (let round = -WARM_UP; round < rounds; round++)
    for (const [name, call] of Object.entries(kinds)) {
      const startedAt = performance.now()
      await call()
      if (round >= 0) times.get(name)?.push(performance.now() - startedAt)
    }
  return [...times].map(([name, all]) => ({
    name,
    p10: percentile(all, 0.1),
    p50: percentile(all, 0.5)
  }))
}

function codeQuestion({
  WECHAT_APPID = '',
  WECHAT_APP_SECRET = ''
}: Record<string, string>): string {
  const query = new URLSearchParams({
    appid: WECHAT_APPID,
    secret: WECHAT_APP_SECRET,
    js_code: (JSON.parse(login('floor').body ?? '') as { code: string }).code,
    grant_type: 'authorization_code'
  })
  return `/sns/jscode2session?${query}`
}

function expectOk({ status, body }: HttpAnswer): void {
  if (status !== 200) throw new Error(`a session was answered ${status} ${body}`)
}
