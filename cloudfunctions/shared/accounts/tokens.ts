import jwt, { type GetPublicKeyOrSecret, type VerifyOptions } from 'jsonwebtoken'
import { name as PROJECT } from '../../../package.json'
import { secondsOf } from '../parts/clock'
import { part } from '../parts/part'
import { tokenSettings } from '../settings/sections'

export interface Tokens {
  /** A JWT that names the session and reveals nothing about its user. Issued when it was read. */
  sign(session: { id: string; expiresAt: Date; readAt: Date }): string
  /**
   * What a genuine token says; whether its time is right is for `isCurrent` to say. Rejects with an
   * Error whose message, meant for the log only, is what is wrong with the token.
   */
  verify(token: string): Promise<Claims>
}

interface Claims {
  sessionId: string
  /** Seconds since 1970. */
  issuedAt: number
  expiresAt: number
}

/** Tokens have whole seconds, and a failover may reach a server with another clock. */
const CLOCK_SKEW_SECONDS = 60

export const tokens = part({
  settings: tokenSettings,
  needs: {},
  make(_parts, { keys, appId }): Tokens {
    const rules: VerifyOptions & { complete?: false } = {
      algorithms: ['HS256'],
      issuer: PROJECT,
      audience: appId,
      // by this instance's clock; the database's decides
      ignoreExpiration: true
    }
    const findKey: GetPublicKeyOrSecret = ({ kid, typ, crit }, found) => {
      const key = kid === undefined ? undefined : keys.all.get(kid)
      if (!key) throw new Error('unknown kid')
      if (typ !== 'JWT' || crit !== undefined) throw new Error('unknown typ or crit')
      found(null, key)
    }
    return {
      sign: ({ id, expiresAt, readAt }) =>
        jwt.sign(
          { sid: id, iat: secondsOf(readAt), exp: secondsOf(expiresAt), iss: PROJECT, aud: appId },
          keys.current.key,
          { algorithm: 'HS256', keyid: keys.current.id }
        ),
      verify: (token) =>
        new Promise((resolve, reject) => {
          // the header is read once, by jsonwebtoken, which calls back before it returns
          jwt.verify(token, findKey, rules, (error, payload) => {
            // Node's message would quote the token
            if (error) reject(error instanceof SyntaxError ? new Error('not JSON') : error)
            else resolve(readClaims(payload))
          })
        })
    }
  }
})

function readClaims(payload: unknown): Claims {
  if (typeof payload !== 'object') throw new Error('payload is not an object')
  const { sid, exp, iat } = payload as { sid?: unknown; exp?: unknown; iat?: unknown }
  if (typeof sid !== 'string' || !/^[0-9a-f]{32}$/.test(sid)) throw new Error('no sid')
  if (!isTime(exp)) throw new Error('no exp')
  if (!isTime(iat)) throw new Error('no iat')
  return { sessionId: sid, issuedAt: iat, expiresAt: exp }
}

/** Whether a token is valid at a time: neither expired nor from the future. */
export function isCurrent({ issuedAt, expiresAt }: Claims, time: Date): boolean {
  const now = secondsOf(time)
  return expiresAt + CLOCK_SKEW_SECONDS > now && issuedAt - CLOCK_SKEW_SECONDS <= now
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value)
}
