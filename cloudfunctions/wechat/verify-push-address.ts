import { operation } from '../shared/http/operation'
import { clock } from '../shared/parts/clock'
import { checkPushAddress, pushSenders } from './open-push'

/** GET /wechat/push: WeChat asks whether this address knows the token. */
export const verifyPushAddress = operation(
  'verifyPushAddress',
  { pushSenders, clock },
  async ({ query }, { pushSenders, clock }) => {
    checkPushAddress(query, pushSenders, clock())
    return query.echostr ?? ''
  }
)
