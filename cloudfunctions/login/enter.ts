import type { Database } from '../shared/database/database'
import { Failure } from '../shared/core/failure'
import type { LoginContext, Logins } from '../shared/accounts/logins'
import type { Call } from '../shared/http/serve'
import type { Session } from '../shared/accounts/sessions'
import type { Identity, Wechat } from '../shared/wechat/wechat'

export interface EnterParts {
  database: Database
  wechat: Wechat
  logins: Logins
}

/** Looks at what WeChat said before the session is written; throws to refuse it. */
export type Inspect = (identity: Identity) => void

/** A code of wx.login for a session, whichever way it came. Throws Failure. */
export type Enter = (
  code: string,
  context: LoginContext,
  call: Pick<Call<'login'>, 'deadline' | 'note'>,
  inspect?: Inspect
) => Promise<Session>

export function createEnter({ database, wechat, logins }: EnterParts): Enter {
  return async (code, context, { deadline, note }, inspect) => {
    // before the code is spent: with the database down it stays good for another try
    await database.ready(deadline)

    const askedAt = performance.now()
    const identity = await wechat.codeToSession(context.appId, code, deadline).finally(() => {
      note({ wechatMs: Math.round(performance.now() - askedAt) })
    })
    inspect?.(identity)

    return logins.record(identity, context, deadline).catch((cause: unknown) => {
      if (cause instanceof Failure && cause.code === 'RATE_LIMITED') throw cause
      throw new Failure('LOGIN_NOT_RECORDED', { cause })
    })
  }
}
