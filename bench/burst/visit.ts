import { createClient, type HttpAnswer, type HttpCall, login } from '../support/client'

export interface Visit {
  /** The token that read the session; left out if this person never got there. */
  token?: string
  /** From the first try to the session read */
  waitMs: number
  /** Why it was refused: statuses, or the error where there was no answer */
  refused: string[]
}

/** A refused person tries again after a pause that doubles, with jitter. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 8000
const PATIENCE_MS = 120_000

/** One person with a connection of their own: logs in, then reads the session. */
export async function visit(url: string, user: number): Promise<Visit> {
  const startedAt = performance.now()
  const refused: string[] = []
  const client = createClient(url)
  const passed = () => performance.now() - startedAt

  async function persist(make: () => HttpCall): Promise<HttpAnswer | undefined> {
    for (let pauseMs = FIRST_PAUSE_MS; passed() < PATIENCE_MS; pauseMs *= 2) {
      const answer = await client.call(make()).catch((error: NodeJS.ErrnoException) => error)
      if (!(answer instanceof Error)) {
        if (answer.status === 200) return answer
        refused.push(String(answer.status))
      } else refused.push(answer.code ?? answer.message)
      await pause(Math.min(pauseMs, LONGEST_PAUSE_MS) * (0.5 + Math.random()))
    }
    return undefined
  }

  const loggedIn = await persist(() => login(`user${user}`))
  const { token = '' } = JSON.parse(loggedIn?.body ?? '{}') as { token?: string }
  const authorization = `Bearer ${token}`
  const read = token
    ? await persist(() => ({ method: 'GET', path: '/session', headers: { authorization } }))
    : undefined
  client.close()
  return { ...(read && { token }), waitMs: passed(), refused }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
