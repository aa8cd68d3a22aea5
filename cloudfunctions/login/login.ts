import type { Config } from '../shared/config'
import type { Database } from '../shared/database'
import { Failure } from '../shared/failure'
import type { Operation } from '../shared/serve'
import type { Sessions } from '../shared/sessions'
import type { Tokens } from '../shared/tokens'
import { viewSession } from '../shared/view-session'
import type { Wechat } from '../shared/wechat'

export interface LoginParts {
  appId: Config['wechat']['appId']
  database: Database
  wechat: Wechat
  sessions: Sessions
  tokens: Tokens
}

/** POST /login: a code of wx.login for a session token. */
export function createLogin(parts: LoginParts): Operation<'login'> {
  const { appId, database, wechat, sessions, tokens } = parts
  return async ({ body, deadline, note }) => {
    // before the code is spent: with the database down it stays good for another try
    await database.ready(deadline)

    const askedAt = performance.now()
    const identity = await wechat.codeToSession(body.code, deadline).finally(() => {
      note({ wechatMs: Math.round(performance.now() - askedAt) })
    })

    const session = await sessions.record(appId, identity, deadline).catch((cause: unknown) => {
      throw new Failure('LOGIN_NOT_RECORDED', { cause })
    })
    // only now: no token without its row
    const token = tokens.sign(session)
    return { token, expiresAt: session.expiresAt.toISOString(), session: viewSession(session) }
  }
}
