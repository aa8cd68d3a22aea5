import { createCipheriv, createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import { failed, type Outcome, succeeded } from './answers'

/** What wx.getUserInfo and its like hand to a mini-program. */
export interface Encrypted {
  encryptedData: string
  iv: string
}

export type Accounts = ReturnType<typeof createAccounts>

/**
 * The users of one mini-program, and the codes it knows, for people and tools: `dev-<user>-<any>`
 * logs <user> in, once; `phone-<user>-<any>` is <user>'s phone number, once; `the code is a mock
 * one` (what DevTools gives without an AppID) always logs the tourist in; `errcode-<n>` answers
 * that errcode; `fault-<kind>-<any>` fails in one of FAULTS' ways.
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

  /** As in production, the same user has the same openid every time, and another session_key. */
  function welcome(user: string): Outcome {
    const openid = openidOf(user)
    const unionid = createHash('sha256').update(user).digest('base64url').slice(0, 28)
    return { json: { session_key: newSessionKey(openid), openid, ...(hasUnionids && { unionid }) } }
  }

  /** Uses a code up, as WeChat does; `pattern` finds its user. */
  function redeem(code: string, pattern: RegExp, answer: (user: string) => Outcome): Outcome {
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

  /** WeChat's check: an HMAC of nothing, under the session_key's base64 text. */
  function isSigned({ openid, signature }: { openid: string; signature: string }): boolean {
    const key = sessionKeys.get(openid)
    return key !== undefined && createHmac('sha256', key).digest('hex') === signature
  }

  return {
    openidOf,
    isSigned,
    logIn(code: string): Outcome {
      if (code === 'the code is a mock one') return welcome('tourist')
      return redeem(code, /^dev-([\w.]+)-./, welcome)
    },
    givePhone(code: string, openid: string | undefined): Outcome {
      return redeem(code, /^phone-([\w.]+)-./, (user) => {
        if (openid !== undefined && openid !== openidOf(user)) return failed(40003)
        return succeeded({ phone_info: phoneInfo(user, appId) })
      })
    },
    resetSessionKey(openid: string): Outcome {
      return succeeded({ openid, session_key: newSessionKey(openid) })
    },
    /** Encrypts as WeChat does for a user who has logged in; `time` is the watermark's. */
    encrypt(user: string, data: object, time = new Date()): Encrypted {
      const key = Buffer.from(sessionKeys.get(openidOf(user)) ?? '', 'base64')
      const iv = randomBytes(16)
      const watermark = { appid: appId, timestamp: Math.floor(time.getTime() / 1000) }
      const cipher = createCipheriv('aes-128-cbc', key, iv)
      const text = JSON.stringify({ ...data, watermark })
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return { encryptedData: bytes.toString('base64'), iv: iv.toString('base64') }
    },
    /** Of the user's next login; data can be encrypted under it before, as a phone does it. */
    nextSessionKey(user: string, key: string): void {
      nextKeys.set(openidOf(user), key)
      sessionKeys.set(openidOf(user), key)
    },
    sessionKeyOf: (user: string) => sessionKeys.get(openidOf(user)),
    /** Whether users have unionids from now on: the app is bound to an Open Platform account. */
    giveUnionids: (on: boolean) => void (hasUnionids = on)
  }
}

/** The last three, newest first. */
export function encryptKeys() {
  const now = Math.floor(Date.now() / 1000)
  return [3, 2, 1].map((version) => ({
    encrypt_key: randomBytes(16).toString('base64'),
    iv: randomBytes(12).toString('base64'),
    version,
    expire_in: 3600 - (3 - version) * 600,
    create_time: now - randomInt(60)
  }))
}

function phoneInfo(user: string, appid: string) {
  const digits = createHash('sha256').update(user).digest().readUInt32BE() % 100_000_000
  const purePhoneNumber = `138${String(digits).padStart(8, '0')}`
  const timestamp = Math.floor(Date.now() / 1000)
  // this form of countryCode is the documented example's; others have been seen
  return {
    phoneNumber: purePhoneNumber,
    purePhoneNumber,
    countryCode: '86',
    watermark: { timestamp, appid }
  }
}
