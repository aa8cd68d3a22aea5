import { createHash } from 'node:crypto'
import { events } from '../shared/events/events'
import { operation } from '../shared/http/operation'
import { clock } from '../shared/parts/clock'
import { type Pushed, pushKind } from '../shared/wechat/push-kind'
import { openPush, pushSenders } from './open-push'

/**
 * POST /wechat/push: stores the message by one INSERT. WeChat sends it three times more unless it is
 * answered within five seconds; if the database is away, it should.
 */
export const receivePush = operation(
  'receivePush',
  { pushSenders, events, clock },
  async ({ query, rawBody, deadline, note }, { pushSenders, events, clock }) => {
    const pushed = openPush(query, rawBody, pushSenders, clock())
    const { Event: event, MsgType: type } = pushed.message
    const kind = pushKind([event, type].find((name) => typeof name === 'string') ?? 'other')
    note({ kind: kind.name })
    await events.add(deadline, kind, pushed, { key: keyOf(pushed), optional: true })
    return 'success' as const
  }
)

/** What tells one message from another; the same for one that is sent again. */
function keyOf({ appId, message }: Pushed): string {
  const { MsgId, FromUserName, CreateTime, Event, OpenID, trace_id } = message
  // not MsgId alone: read from JSON, its last digits are lost
  const parts = [MsgId, FromUserName, CreateTime, Event, OpenID, trace_id].map(String)
  const isNamed = MsgId !== undefined || CreateTime !== undefined
  const text = JSON.stringify([appId, isNamed ? parts : message])
  return createHash('sha256').update(text).digest('base64url')
}
