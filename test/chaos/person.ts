import { codes, type ErrorCode } from '../../gateway-config/generated/contract'
import { type Random } from './random'

/** What has come true that never should. */
export type Report = (violation: string) => void

export interface Held {
  token: string
  sessionId: string
  userId: string
  /** `maybe`: the answer to its end was a failure. */
  ended: 'no' | 'maybe' | 'yes'
}

interface Answer {
  status: number
  body: Record<string, unknown>
}

/** Longer than a cold start and the function's time limit together. */
const HANGS_MS = 17_000

/** One user of the mini-program, who knows what they did and checks what they see. */
export function createPerson(url: string, name: string, random: Random, report: Report) {
  const held: Held[] = []
  const reusable: string[] = []
  const nicknames = new Set<unknown>([undefined])
  const counts = { calls: 0, failed: 0 }
  let codeNumber = 0
  let userId: string | undefined

  async function call(
    method: string,
    path: string,
    { token, body }: { token?: string; body?: object } = {}
  ): Promise<Answer> {
    counts.calls++
    const headers = {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` })
    }
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    try {
      const signal = AbortSignal.timeout(HANGS_MS)
      const response = await fetch(url + path, { ...init, signal })
      const text = await response.text()
      if (response.status >= 400) counts.failed++
      return { status: response.status, body: text ? (JSON.parse(text) as Answer['body']) : {} }
    } catch (error) {
      const isLate = (error as Error).name === 'TimeoutError'
      report(`${method} ${path} ${isLate ? 'hangs' : `has no answer: ${String(error)}`}`)
      return { status: 0, body: {} }
    }
  }

  async function logIn(code = `dev-${name}-${++codeNumber}x`): Promise<Answer> {
    const answer = await call('POST', '/login', { body: { code } })
    if (answer.status === 200) {
      const { token, session } = answer.body as {
        token: string
        session: { id: string; userId: string }
      }
      userId ??= session.userId
      if (session.userId !== userId) report(`${name} became the user ${session.userId}`)
      held.push({ token, sessionId: session.id, userId, ended: 'no' })
    } else if (retryOf(answer) === 'sameCode') reusable.push(code)
    return answer
  }

  /** A failure may come at any time, but an answer must be one's own. */
  async function look({ token, sessionId, ended }: Held): Promise<Answer> {
    const answer = await call('GET', '/session', { token })
    const { session } = answer.body as { session?: { id: string; userId: string } }
    if (session && (session.id !== sessionId || session.userId !== userId))
      report(`${name} saw the session of another`)
    if (answer.status === 401 && ended === 'no') report(`${name} was logged out by a failure`)
    if (answer.status === 200 && ended === 'yes') report(`${name} used a token that had ended`)
    return answer
  }

  async function showUser({ token }: Held): Promise<Answer> {
    const answer = await call('GET', '/user', { token })
    const { user } = answer.body as { user?: { id: string; nickname?: string } }
    if (user && (user.id !== userId || !nicknames.has(user.nickname)))
      report(`${name} saw the profile of another`)
    return answer
  }

  function saveProfile({ token }: Held): Promise<Answer> {
    const nickname = `${name} ${nicknames.size}`
    nicknames.add(nickname)
    return call('PUT', '/user/profile', { token, body: { nickname } })
  }

  async function renew(one: Held): Promise<Answer> {
    const answer = await call('POST', '/session/renewal', { token: one.token })
    if (answer.status === 200) one.token = String(answer.body.token)
    return answer
  }

  async function logOut(one: Held): Promise<Answer> {
    one.ended = 'maybe'
    const answer = await call('DELETE', '/session', { token: one.token })
    if (answer.status === 204) one.ended = 'yes'
    return answer
  }

  const list = ({ token }: Held) => call('GET', '/session/list', { token })

  return {
    name,
    held,
    reusable,
    counts,
    logIn,
    look,
    async live(isOver: () => boolean): Promise<void> {
      while (!isOver()) {
        const one = held.filter(({ ended }) => ended === 'no').at(-1)
        if (!one) await logIn()
        else
          await random.pick([
            look,
            look,
            showUser,
            saveProfile,
            renew,
            list,
            logOut,
            () => logIn()
          ])(one)
      }
    },
    /** One request of each kind; returns those that do not succeed. */
    async tryAll(): Promise<string[]> {
      const failed: string[] = []
      const expect = async (what: string, answer: Promise<Answer>) => {
        const { status } = await answer
        if (status >= 300 || status === 0) failed.push(`${what}: ${status}`)
      }
      await expect('login', logIn())
      const one = held.at(-1)
      if (!one || failed.length) return failed
      for (const [what, ask] of Object.entries({
        look,
        showUser,
        saveProfile,
        renew,
        list,
        logOut
      }))
        await expect(what, ask(one))
      return failed
    }
  }
}

export type Person = ReturnType<typeof createPerson>

function retryOf({ body }: Answer): string | undefined {
  return codes[body.code as ErrorCode]?.retry
}
