import { type User, users } from '../shared/accounts/users'
import { contentChecks } from '../shared/content/content-checks'
import { unjudged, VERDICTS } from '../shared/content/verdicts'
import { type Deadline } from '../shared/core/deadline'
import { Failure } from '../shared/core/failure'
import { database } from '../shared/database/database'
import { events } from '../shared/events/events'
import { onEvent, TryLater } from '../shared/events/handler'
import { objectStorage } from '../shared/files/object-storage'
import { clock } from '../shared/parts/clock'
import { part } from '../shared/parts/part'
import { roleKeyOf } from '../shared/settings/role-key'
import { contentSecurity, type Suggestion } from '../shared/wechat/content-security'
import { pushKind } from '../shared/wechat/push-kind'

/** WeChat's verdict on a picture. In XML, numbers are text. */
interface PictureVerdict {
  trace_id?: unknown
  errcode?: unknown
  result?: { suggest?: unknown }
}

/** The user has not visited for two hours: WeChat judges nothing of theirs until they do. */
const NOT_VISITED = 61010
const VISIT_SECONDS = 2 * 3600
/** WeChat promises its verdict on a picture within half an hour. */
const VERDICT_MS = 3600_000
/** A verdict can arrive before we have noted what it is about. */
const NOTE_SECONDS = 30
const NOTE_TRIES = 3
/** Two days of trying once an hour. */
const MAX_TRIES = 56

const findUser = part({
  needs: { users },
  make:
    ({ users }) =>
    async (id: string, deadline: Deadline): Promise<User | undefined> =>
      users.find(id, deadline).catch((error: unknown) => {
        // erased meanwhile
        if (error instanceof Failure && error.code === 'UNAUTHENTICATED') return undefined
        throw error
      })
})

const traces = part({
  needs: { database },
  make: ({ database }) => ({
    async note(userId: string, traceId: string, deadline: Deadline): Promise<void> {
      const sql = "UPDATE content_checks SET trace_id = ? WHERE user_id = ? AND part = 'avatar'"
      const values = [traceId, Buffer.from(userId, 'hex')]
      await database.change(sql, values, deadline, { idempotent: true })
    },
    async find(traceId: string, deadline: Deadline): Promise<string | undefined> {
      const sql = 'SELECT user_id FROM content_checks WHERE trace_id = ?'
      const [row] = await database.run<{ user_id: Buffer }>(sql, [traceId], deadline)
      return row?.user_id.toString('hex')
    }
  })
})

/** Asks WeChat about what it could not judge before, or has not been asked about. */
const judge = onEvent(
  unjudged,
  { clock, contentChecks, contentSecurity, events, findUser, objectStorage, traces },
  async ({ payload }, { deadline, findUser, contentChecks, contentSecurity, ...parts }) => {
    const user = await findUser(payload.userId, deadline)
    const open = user && (await contentChecks.open(user.id, deadline))
    if (!user || open?.[payload.part] !== 'checking') return
    try {
      if (payload.part === 'nickname') {
        const suggestion = await contentSecurity.judgeNickname(user, user.nickname ?? '', deadline)
        await contentChecks.settle(user, 'nickname', VERDICTS[suggestion], deadline)
      } else if (user.avatarKey) {
        const address = parts.objectStorage.signed(user.avatarKey, roleKeyOf(process.env))
        const traceId = await contentSecurity.submitPicture(user, address, deadline)
        await parts.traces.note(user.id, traceId, deadline)
        const dueAt = new Date(parts.clock().getTime() + VERDICT_MS)
        await parts.events.add(deadline, unjudged, payload, { dueAt })
      }
    } catch (error) {
      const isAway = error instanceof Failure && error.detail.errcode === NOT_VISITED
      throw isAway ? new TryLater(VISIT_SECONDS, 'the user has not visited') : error
    }
  },
  { maxTries: MAX_TRIES }
)

/** Shows, hides or removes a picture by WeChat's verdict. */
const settlePicture = onEvent(
  pushKind<PictureVerdict>('wxa_media_check'),
  { contentChecks, findUser, traces },
  async ({ payload: { message }, tries }, { contentChecks, deadline, findUser, traces }) => {
    const userId = await traces.find(String(message.trace_id), deadline)
    if (!userId && tries < NOTE_TRIES) throw new TryLater(NOTE_SECONDS, 'a picture not noted yet')
    const user = userId && (await findUser(userId, deadline))
    const verdict = VERDICTS[String(message.result?.suggest) as Suggestion]
    // a picture that WeChat could not download is submitted again
    if (!user || Number(message.errcode) !== 0 || !verdict) return
    await contentChecks.settle(user, 'avatar', verdict, deadline)
  }
)

export const handlers = [judge, settlePicture]
