import { createHash, randomBytes } from 'node:crypto'

/** What the stand-in does with a code: a JSON answer, or a way of failing. */
export type Outcome = { json: Record<string, unknown> } | { fault: string }

export interface Accounts {
  /** Uses a code up, as WeChat does. */
  redeem(code: string): Outcome
}

/** WeChat's answers, word for word where they are documented. */
export const ERRMSG: Record<number, string> = {
  [-1]: 'system error',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40226: 'code blocked',
  40243: 'appsecret is frozen',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  43001: 'require GET method',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit  mustslower  retry next minute'
}

export function failed(errcode: number): Outcome {
  const rid = [8, 8, 8].map((length) => randomBytes(length / 2).toString('hex')).join('-')
  return { json: { errcode, errmsg: `${ERRMSG[errcode] ?? 'unknown error'}, rid: ${rid}` } }
}

/**
 * The codes it knows, for people and tools: `dev-<user>-<anything>` logs <user> in, once; `the code
 * is a mock one` (what DevTools gives without an AppID) always logs the tourist in; `errcode-<n>`
 * answers that errcode; `fault-<kind>-<anything>` fails in one of FAULTS' ways.
 */
export function createAccounts(appId: string): Accounts {
  const used = new Set<string>()
  return {
    redeem(code) {
      if (code === 'the code is a mock one') return welcome(appId, 'tourist')
      const errcode = /^errcode-(-?\d{1,6})$/.exec(code)?.[1]
      if (errcode) return failed(Number(errcode))
      const fault = /^fault-(\w+)/.exec(code)?.[1]
      if (fault) return { fault }
      const user = /^dev-([\w.]+)-./.exec(code)?.[1]
      if (!user) return failed(40029)
      if (used.has(code)) return failed(40163)
      used.add(code)
      return welcome(appId, user)
    }
  }
}

/** As in production, the same user has the same openid every time, and another session_key. */
function welcome(appId: string, user: string): Outcome {
  const openid = `o${createHash('sha256').update(`${appId} ${user}`).digest('base64url')}`
  const session_key = randomBytes(16).toString('base64')
  return { json: { session_key, openid: openid.slice(0, 28) } }
}
