import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { failed, type MockAnswer, succeeded } from './answers'

/** What wx.getUserInfo and similar calls return to a mini-program. */
export interface Encrypted {
  encryptedData: string
  iv: string
}

export type Accounts = ReturnType<typeof createAccounts>

/**
 * The users of one mini-program. Codes that anybody can make up stand in for those of a phone:
 * `dev-<user>-<any>` logs <user> in, once; `phone-<user>-<any>` is worth <user>'s phone number,
 * once; `the code is a mock one` (from DevTools without an AppID) always logs the tourist in;
 * `errcode-<n>` gets that errcode; `fault-<kind>-<any>` fails in one of the ways in FAULTS.
 */
export function createAccounts(appId: string) {
  const used = new Set<string>()
  const sessionKeys = new Map<string, string>()
  const nextKeys = new Map<string, string>()
  let hasUnionids = false

  function openidOf(user: string): string {
    const digest = createHash('sha256').update(`${appId} ${user}`).digest('base64url')
    return `o${digest}`.slice(0, 28)
  }

  function newSessionKey(openid: string): string {
    const key = nextKeys.get(openid) ?? randomBytes(16).toString('base64')
    nextKeys.delete(openid)
    sessionKeys.set(openid, key)
    return key
  }

  /** As in production, a user has the same openid every time, and a new session_key. */
  function welcome(user: string): MockAnswer {
    const openid = openidOf(user)
    const unionid = createHash('sha256').update(user).digest('base64url').slice(0, 28)
    return { json: { session_key: newSessionKey(openid), openid, ...(hasUnionids && { unionid }) } }
  }

  /** Consumes a code, as WeChat does; `pattern` captures its user. */
  function redeem(code: string, pattern: RegExp, answer: (user: string) => MockAnswer): MockAnswer {
    const errcode = /^errcode-(-?\d{1,6})$/.exec(code)?.[1]
    if (errcode) return failed(Number(errcode))
    const fault = /^fault-(\w+)/.exec(code)?.[1]
    if (fault) return { fault }
    const user = pattern.exec(code)?.[1]
    if (!user) return failed(40029)
    if (used.has(code)) return failed(40163)
    const outcome = answer(user)
    used.add(code)
    return outcome
  }

  /** WeChat's check: the HMAC of an empty text, keyed with the session_key's base64 text. */
  function isSigned({ openid, signature }: { openid: string; signature: string }): boolean {
    const key = sessionKeys.get(openid)
    return key !== undefined && createHmac('sha256', key).digest('hex') === signature
  }

  return {
    openidOf,
    isSigned,
    logIn(code: string): MockAnswer {
      if (code === 'the code is a mock one') return welcome('tourist')
      return redeem(code, /^dev-([\w.]+)-./, welcome)
    },
    givePhone(code: string, openid: string | undefined): MockAnswer {
      return redeem(code, /^phone-([\w.]+)-./, (user) => {
        if (openid !== undefined && openid !== openidOf(user)) return failed(40003)
        return succeeded({ phone_info: phoneInfo(user, appId) })
      })
    },
    resetSessionKey(openid: string): MockAnswer {
      return succeeded({ openid, session_key: newSessionKey(openid) })
    },
    /** Encrypts data as WeChat does for a user who has logged in; `time` is the watermark's. */
    encrypt(user: string, data: object, time = new Date()): Encrypted {
      const key = Buffer.from(sessionKeys.get(openidOf(user)) ?? '', 'base64')
      const iv = randomBytes(16)
      const watermark = { appid: appId, timestamp: Math.floor(time.getTime() / 1000) }
      const cipher = createCipheriv('aes-128-cbc', key, iv)
      const text = JSON.stringify({ ...data, watermark })
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return { encryptedData: bytes.toString('base64'), iv: iv.toString('base64') }
    },
    /** Sets the session_key of the user's next login, and of `encrypt` from now on. */
    nextSessionKey(user: string, key: string): void {
      nextKeys.set(openidOf(user), key)
      sessionKeys.set(openidOf(user), key)
    },
    sessionKeyOf: (user: string) => sessionKeys.get(openidOf(user)),
    /** Turns unionids on or off: whether the app is bound to an Open Platform account. */
    giveUnionids: (on: boolean) => void (hasUnionids = on)
  }
}

function phoneInfo(user: string, appid: string) {
  const digits = createHash('sha256').update(user).digest().readUInt32BE() % 100_000_000
  const purePhoneNumber = `138${String(digits).padStart(8, '0')}`
  const timestamp = Math.floor(Date.now() / 1000)
  // countryCode as in the documented example; other forms have been seen
  return {
    phoneNumber: purePhoneNumber,
    purePhoneNumber,
    countryCode: '86',
    watermark: { timestamp, appid }
  }
}
