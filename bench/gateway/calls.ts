import { type BenchCall } from './load'

/** What a server sends, without the headers that Node adds to every answer. */
export interface Answer {
  headers: Record<string, string>
  body: string
}

const JSON_TYPE = { 'content-type': 'application/json', origin: 'http://localhost:5173' }
const OF_NODE = ['connection', 'date', 'keep-alive', 'transfer-encoding']

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
    { name: 'session', method: 'GET', path: '/session', headers },
    { name: 'profile', ...profile, body: '{"nickname":"alice"}' },
    { name: 'login', ...login, body }
  ]
}

/** What the gateway answers, by method and path. */
export async function readAnswers(
  url: string,
  calls: BenchCall[]
): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {}
  for (const { method, path, headers, body } of calls) {
    const reply = await fetch(url + path, { method, headers, body })
    const sent = [...reply.headers].filter(([name]) => !OF_NODE.includes(name))
    answers[`${method} ${path}`] = {
      headers: Object.fromEntries(sent),
      body: await reply.text()
    }
  }
  return answers
}
