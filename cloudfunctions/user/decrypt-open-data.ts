import { openOpenData } from '../shared/wechat/open-data'
import type { Operation } from '../shared/http/serve'
import type { SessionKeys } from '../shared/accounts/session-keys'

/** What says who somebody is: only code2Session may. CBC proves nothing about who wrote it. */
const IDENTITY = ['openId', 'unionId', 'watermark']

/** POST /user/open-data: what WeChat encrypted for the caller, less their identity. */
export function createDecryptOpenData(
  sessionKeys: SessionKeys,
  clock: () => Date
): Operation<'decryptOpenData'> {
  return async ({ body, session, deadline }) => {
    const sessionKey = await sessionKeys.open(session.id, deadline)
    const opened = Object.entries(openOpenData(body, sessionKey, clock()))
    return { openData: Object.fromEntries(opened.filter(([name]) => !IDENTITY.includes(name))) }
  }
}
