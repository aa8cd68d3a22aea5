import jwt from 'jsonwebtoken'
import { name as PROJECT } from '../../../package.json'
import { clock } from '../parts/clock'
import { part } from '../parts/part'
import { tokenSettings } from '../settings/sections'

export interface Tokens {
  /** A JWT that names the session and reveals nothing about its user. */
  sign(session: { id: string; expiresAt: Date }): string
  /**
   * The session's id. Throws an Error whose message, meant for the log only, is what is wrong with
   * the token.
   */
  verify(token: string): string
}

/** The clocks of two instances may differ by this much. */
const CLOCK_SKEW_SECONDS = 60

export const tokens = part({
  settings: tokenSettings,
  needs: { clock },
  make({ clock }, { keys, appId }): Tokens {
    return {
      sign: ({ id, expiresAt }) =>
        jwt.sign(
          { sid: id, iat: seconds(clock()), exp: seconds(expiresAt), iss: PROJECT, aud: appId },
          keys.current.key,
          { algorithm: 'HS256', keyid: keys.current.id }
        ),
      verify(token) {
        const { kid, typ, crit } = (jwt.decode(token, { complete: true })?.header ?? {}) as {
          kid?: unknown
          typ?: unknown
          crit?: unknown
        }
        const key = typeof kid === 'string' ? keys.all.get(kid) : undefined
        if (!key) throw new Error('unknown kid')
        if (typ !== 'JWT' || crit !== undefined) throw new Error('unknown typ or crit')
        const now = seconds(clock())
        const payload = jwt.verify(token, key, {
          algorithms: ['HS256'],
          issuer: PROJECT,
          audience: appId,
          clockTimestamp: now,
          clockTolerance: CLOCK_SKEW_SECONDS
        })
        if (typeof payload !== 'object') throw new Error('payload is not an object')
        // the library accepts a token that never expires, and one that was issued next year
        const { sid, exp, iat } = payload as { sid?: unknown; exp?: unknown; iat?: unknown }
        if (typeof sid !== 'string' || !/^[0-9a-f]{32}$/.test(sid)) throw new Error('no sid')
        if (!Number.isSafeInteger(exp)) throw new Error('no exp')
        if (!Number.isSafeInteger(iat) || (iat as number) > now + CLOCK_SKEW_SECONDS)
          throw new Error('iat is missing or in the future')
        return sid
      }
    }
  }
})

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
