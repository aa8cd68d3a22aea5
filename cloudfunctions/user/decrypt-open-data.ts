import { sessionKeys } from '../shared/accounts/session-keys'
import { operation } from '../shared/http/operation'
import { clock } from '../shared/parts/clock'
import { openOpenData } from '../shared/wechat/open-data'

/** Fields that name a user: only code2Session may do that. CBC does not prove who wrote them. */
const IDENTITY = ['openId', 'unionId', 'watermark']

/** POST /user/open-data: what WeChat encrypted for the caller, without their identity. */
export const decryptOpenData = operation(
  'decryptOpenData',
  { sessionKeys, clock },
  async ({ body, session, deadline }, { sessionKeys, clock }) => {
    const sessionKey = await sessionKeys.open(session.id, deadline)
    const opened = Object.entries(openOpenData(body, sessionKey, clock()))
    return { openData: Object.fromEntries(opened.filter(([name]) => !IDENTITY.includes(name))) }
  }
)
