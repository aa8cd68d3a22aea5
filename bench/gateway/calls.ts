import { type BenchCall } from './load'

const JSON_TYPE = { 'content-type': 'application/json', origin: 'http://localhost:5173' }

/**
 * The calls to measure, as a page in a browser makes them, with a valid token. The login comes last:
 * each one starts a session, and the mock remembers only the latest.
 */
export async function prepareCalls(url: string): Promise<BenchCall[]> {
  const login = { method: 'POST', path: '/login', headers: JSON_TYPE } as const
  const body = '{"code":"dev-alice-1"}'
  const reply = await fetch(url + login.path, { ...login, body })
  const { token } = (await reply.json()) as { token: string }
  const headers = { authorization: `Bearer ${token}`, origin: JSON_TYPE.origin }
  const profile = {
    method: 'PUT',
    path: '/user/profile',
    headers: { ...headers, ...JSON_TYPE }
  } as const
  return [
    { name: 'GET /session', method: 'GET', path: '/session', headers },
    { name: 'PUT /user/profile', ...profile, body: '{"nickname":"alice"}' },
    { name: 'POST /login', ...login, body }
  ]
}

/** What the gateway answers, by method and path. */
export async function readBodies(url: string, calls: BenchCall[]): Promise<Record<string, string>> {
  const bodies: Record<string, string> = {}
  for (const { name, method, path, headers, body } of calls)
    bodies[name] = await (await fetch(url + path, { method, headers, body })).text()
  return bodies
}
