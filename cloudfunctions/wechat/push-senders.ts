import { part } from '../shared/parts/part'
import { wechatPushSettings } from '../shared/settings/sections'

/** The mini-programs whose messages we take, with their tokens and keys. */
export const pushSenders = part({
  settings: wechatPushSettings,
  needs: {},
  make: (_parts, senders) => senders
})
