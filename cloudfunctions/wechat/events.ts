import { users } from '../shared/accounts/users'
import { type Deadline } from '../shared/core/deadline'
import { database } from '../shared/database/database'
import { onEvent } from '../shared/events/handler'
import { clearPersonalData, type PersonalData } from '../shared/files/clear-personal-data'
import { part } from '../shared/parts/part'
import { type Pushed, pushKind } from '../shared/wechat/push-kind'

/**
 * OpenID names the user; FromUserName is WeChat itself.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/security.authorization.html
 */
interface UserMessage {
  OpenID?: unknown
  CreateTime?: unknown
  RevokeInfo?: unknown
}

type Act = (userId: string, deadline: Deadline) => Promise<void>

const PROFILE: PersonalData[] = ['nickname', 'avatar']

/** What the numbers of RevokeInfo name, as far as we keep it. */
const REVOKED: Record<string, PersonalData[]> = {
  6: PROFILE,
  8: ['phone'],
  14: ['avatar'],
  19: ['nickname'],
  20: ['avatar']
}
/** Of things that we never keep: an address, an invoice, bluetooth, the microphone and so on. */
const NOT_KEPT = /^(1|2|3|4|5|7|12|13|15|16|18)$/

/** Messages are rounded to seconds. */
const SECOND_MS = 1000

/** Finds the user that a message is about, if they were one at that time. */
const ifKnown = part({
  needs: { users },
  make:
    ({ users }) =>
    async ({ appId, message }: Pushed<UserMessage>, deadline: Deadline, act: Act) => {
      const { OpenID: openid, CreateTime: seconds } = message
      if (typeof openid !== 'string' || !/^\d{1,11}$/.test(String(seconds)))
        throw new Error('a message without an OpenID or a time')
      // a message that comes late must not erase an account that was opened after it
      const createdBefore = new Date(Number(seconds) * SECOND_MS + SECOND_MS)
      const userId = await users.findByOpenid({ appId, openid, createdBefore }, deadline)
      if (userId) await act(userId, deadline)
    }
})

const clear = part({
  needs: { database, clearPersonalData },
  make:
    ({ database, clearPersonalData }) =>
    (userId: string, what: PersonalData[], deadline: Deadline) =>
      database.transaction((own) => clearPersonalData(own, userId, what), deadline, {
        idempotent: true
      })
})

export const handlers = [
  onEvent(
    pushKind<UserMessage>('user_authorization_cancellation'),
    { users, ifKnown },
    async ({ payload }, { users, ifKnown, deadline }) => ifKnown(payload, deadline, users.erase)
  ),

  onEvent(
    pushKind<UserMessage>('user_authorization_revoke'),
    { clear, ifKnown },
    async ({ payload }, { clear, ifKnown, deadline }) =>
      ifKnown(payload, deadline, async (userId) => {
        const what = revoked(String(payload.message.RevokeInfo))
        if (what.length) await clear(userId, what, deadline)
      })
  ),

  onEvent(
    pushKind<UserMessage>('user_info_modified'),
    { clear, ifKnown },
    async ({ payload }, { clear, ifKnown, deadline }) =>
      ifKnown(payload, deadline, (userId) => clear(userId, PROFILE, deadline))
  )
]

/** A number that nobody knows may mean anything: then all of it. */
function revoked(info: string): PersonalData[] {
  const numbers = info.split(/\D+/).filter(Boolean)
  const isKnown = (number: string) => number in REVOKED || NOT_KEPT.test(number)
  if (!numbers.length || !numbers.every(isKnown)) return ['nickname', 'avatar', 'phone']
  return [...new Set(numbers.flatMap((number) => REVOKED[number] ?? []))]
}
