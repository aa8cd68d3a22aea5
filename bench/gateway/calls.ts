import type { Call } from './load'

const ORIGIN = { origin: 'http://localhost:5173' }

export interface Bodies {
  session: string
  login: string
}

/** The two calls under measure, as a page in a browser makes them, with a token that works. */
export async function prepareCalls(url: string): Promise<{ calls: Call[]; bodies: Bodies }> {
  const login = '{"code":"dev-alice-1"}'
  const json = { 'content-type': 'application/json', ...ORIGIN }
  const loggedIn = await fetch(`${url}/login`, { method: 'POST', headers: json, body: login })
  const text = await loggedIn.text()
  const { token } = JSON.parse(text) as { token: string }
  const headers = { authorization: `Bearer ${token}`, ...ORIGIN }
  const session = await fetch(`${url}/session`, { headers })
  return {
    calls: [
      { name: 'GET /session', method: 'GET', path: '/session', headers },
      { name: 'POST /login', method: 'POST', path: '/login', headers: json, body: login }
    ],
    bodies: { session: await session.text(), login: text }
  }
}
