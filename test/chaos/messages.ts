import { type Pusher } from '../../mocks/wechat/push'
import { type Report } from './person'
import { type Random } from './random'

interface MessagesParts {
  url: string
  pusher: Pusher
  random: Random
}

const CLOSED = 'user_authorization_cancellation'
const HANGS_MS = 17_000

/** People who log in and close their accounts, which WeChat tells in any mode, format and number. */
export function createMessages({ url, pusher, random }: MessagesParts) {
  const closed: string[] = []
  let people = 0

  async function send(path: string, init: RequestInit): Promise<Response | undefined> {
    const signal = AbortSignal.timeout(HANGS_MS)
    return fetch(url + path, { ...init, signal }).catch(() => undefined)
  }

  async function logIn(user: string): Promise<string | undefined> {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ code: `dev-${user}-${people}x` })
    const response = await send('/login', { method: 'POST', headers, body })
    const text = await response?.text().catch(() => '')
    return response?.status === 200 ? (JSON.parse(text!) as { token: string }).token : undefined
  }

  return {
    /** How many of WeChat's messages were taken. */
    taken: () => closed.length,

    async closeAccount(): Promise<void> {
      const user = `closing.${++people}`
      const token = await logIn(user)
      if (!token) return
      const { isTaken } = await pusher.push({
        event: CLOSED,
        user,
        mode: random.pick(['secure', 'plain']),
        format: random.pick(['json', 'xml']),
        duplicates: random.pick([0, 0, 1, 3])
      })
      if (isTaken) closed.push(token)
    },

    /** After everything is worked. */
    async check(report: Report): Promise<void> {
      for (const token of closed) {
        const response = await send('/session', { headers: { authorization: `Bearer ${token}` } })
        await response?.arrayBuffer()
        if (response?.status !== 401)
          report(`${response?.status} for the token of an account that was closed`)
      }
    }
  }
}
