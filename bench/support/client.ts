import { Agent, request } from 'node:http'

export interface HttpCall {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

export interface HttpAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

export type HttpClient = ReturnType<typeof createClient>

const TIMEOUT_MS = 30_000

/** Keeps connections to one server open. */
export function createClient(url: string, maxSockets = 1) {
  const agent = new Agent({ keepAlive: true, maxSockets })
  return {
    call: ({ method, path, headers = {}, body }: HttpCall): Promise<HttpAnswer> =>
      new Promise((resolve, reject) => {
        const json = body !== undefined && {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body))
        }
        const outgoing = request(
          url + path,
          { agent, method, headers: { ...headers, ...json }, timeout: TIMEOUT_MS },
          (incoming) => {
            let text = ''
            incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
            incoming.once('error', reject).once('end', () => {
              resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text })
            })
          }
        )
        outgoing.once('timeout', () => outgoing.destroy(new Error('no answer in time')))
        outgoing.once('error', reject).end(body)
      }),
    close: () => agent.destroy()
  }
}

let codes = 0

/** A login with a code that the mock of WeChat accepts once. */
export function login(user: string): HttpCall {
  const code = `dev-${user}-${process.pid}.${++codes}`
  return { method: 'POST', path: '/login', body: JSON.stringify({ code }) }
}

export function tokenIn({ status, body }: HttpAnswer): string {
  if (status !== 200) throw new Error(`a login was answered ${status} ${body}`)
  return (JSON.parse(body) as { token: string }).token
}
