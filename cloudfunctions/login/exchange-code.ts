import { type LoginContext, recordLogin } from '../shared/accounts/record-login'
import { refusedCodes } from '../shared/accounts/refused-codes'
import { type Session } from '../shared/accounts/sessions'
import { Failure } from '../shared/core/failure'
import { database } from '../shared/database/database'
import { type Call } from '../shared/http/operation'
import { part } from '../shared/parts/part'
import { codeToSession, type Identity } from '../shared/wechat/code-to-session'

/** Looks at WeChat's answer before the session is written; throws to refuse it. */
type Inspect = (identity: Identity) => void

/** Exchanges a code of wx.login for a session, whichever client sent it. Throws Failure. */
type ExchangeCode = (
  code: string,
  context: LoginContext,
  call: Pick<Call<'login'>, 'deadline' | 'note'>,
  inspect?: Inspect
) => Promise<Session>

/** What WeChat and the commit need at least. With less left, the code is better not spent. */
const ENOUGH_MS = 300

export const exchangeCode = part({
  needs: { database, codeToSession, recordLogin, refusedCodes },
  make({ database, codeToSession, recordLogin, refusedCodes }): ExchangeCode {
    return async (code, context, { deadline, note }, inspect) => {
      refusedCodes.check(context.remoteAddress)
      // before the code is spent: if the database is down, the code can be used again
      await database.ready(deadline)
      if (deadline.atMost(ENOUGH_MS) < ENOUGH_MS)
        throw new Failure('DATABASE_UNAVAILABLE', { detail: { reason: 'too little time left' } })

      const askedAt = performance.now()
      const identity = await codeToSession(context.appId, code, deadline)
        .catch((error: unknown) => {
          refusedCodes.note(context.remoteAddress, error)
          throw error
        })
        .finally(() => note({ wechatMs: Math.round(performance.now() - askedAt) }))
      inspect?.(identity)

      return recordLogin(identity, context, deadline).catch((cause: unknown) => {
        if (cause instanceof Failure && cause.code === 'RATE_LIMITED') throw cause
        throw new Failure('LOGIN_NOT_RECORDED', { cause })
      })
    }
  }
})
