import { type Result, type Schemas } from '../../gateway-config/generated/contract'
import { postJson, type TestStack } from '../support/stack'

export interface Caller {
  token: string
  session: Schemas['Session']
  /** Calls as this user, with a JSON body if given. The reply's body is undefined if it is empty. */
  call<Body = unknown>(method: string, path: string, body?: object): Promise<Answered<Body>>
}

interface Answered<Body> {
  status: number
  headers: Headers
  body: Body
}

/** Logs a user in, with `more` in the request's body, and makes calls as that user. */
export async function logIn(
  stack: TestStack,
  user: string,
  more: Partial<Schemas['LoginRequest']> = {}
): Promise<Caller> {
  const response = await stack.fetch('/login', postJson({ code: newCode(user), ...more }))
  if (response.status !== 200) throw new Error(`login of ${user}: ${await response.text()}`)
  const { token, session } = (await response.json()) as Result<'login'>
  return {
    token,
    session,
    async call<Body>(method: string, path: string, body?: object) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const answer = await stack.fetch(path, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) })
      })
      const text = await answer.text()
      const value = (text ? JSON.parse(text) : undefined) as Body
      return { status: answer.status, headers: answer.headers, body: value }
    }
  }
}

let codes = 0

export function newCode(user: string, kind = 'dev'): string {
  return `${kind}-${user}-${process.pid}.${++codes}x`
}
