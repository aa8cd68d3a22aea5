import { type EventKind, eventKind } from '../events/kind'

/** A message as WeChat pushed it. In one that came as XML, all values are text. */
export type PushMessage = Record<string, unknown>

export interface Pushed<M = PushMessage> {
  appId: string
  message: M
}

const PREFIX = 'wechat.'
const NAME = /^[\w-]{1,50}$/

/**
 * The kind of an event of WeChat's message push, or of a message by its type, for a handler:
 * `onEvent(pushKind('xpay_goods_deliver_notify'), ...)`. What has no handler is stored and forgotten.
 */
export function pushKind<M = PushMessage>(event: string): EventKind<Pushed<M>> {
  return eventKind(`${PREFIX}${NAME.test(event) ? event : 'other'}`)
}
