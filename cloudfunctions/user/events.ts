import { bytesOf } from '../shared/accounts/identifiers'
import { users } from '../shared/accounts/users'
import { contentChecks } from '../shared/content/content-checks'
import { type Judged, judgedOf, unjudged, VERDICTS } from '../shared/content/verdicts'
import { type Deadline } from '../shared/core/deadline'
import { Failure } from '../shared/core/failure'
import { database } from '../shared/database/database'
import { events } from '../shared/events/events'
import { onEvent, TryLater } from '../shared/events/handler'
import { objectStorage } from '../shared/files/object-storage'
import { clock } from '../shared/parts/clock'
import { part } from '../shared/parts/part'
import { currentRoleKey } from '../shared/settings/role-key'
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

/** Which content WeChat names by which trace id. */
const traces = part({
  needs: { database },
  make: ({ database }) => ({
    async note({ userId, part, subject }: Judged, traceId: string, deadline: Deadline) {
      const sql = `UPDATE content_checks SET trace_id = ?
        WHERE user_id = ? AND part = ? AND subject = ?`
      const values = [traceId, bytesOf(userId), part, subject]
      await database.change(sql, values, deadline, { idempotent: true })
    },
    async find(traceId: string, deadline: Deadline): Promise<Judged | undefined> {
      const sql = `SELECT LOWER(HEX(user_id)) AS userId, part, subject
        FROM content_checks WHERE trace_id = ?`
      return (await database.run<Judged>(sql, [traceId], deadline))[0]
    }
  })
})

/** Asks WeChat about what it could not judge before, or has not been asked about. */
const judge = onEvent(
  unjudged,
  { clock, contentChecks, contentSecurity, events, users, objectStorage, traces },
  async ({ payload }, { deadline, users, contentChecks, contentSecurity, ...parts }) => {
    const { userId, part: which } = payload
    const open = await contentChecks.open(userId, deadline)
    // also where the user was erased
    if (open[which] !== 'checking') return
    const user = await users.find(userId, deadline)
    const judged = judgedOf(user, which)
    if (!judged) return
    try {
      if (which === 'nickname') {
        const suggestion = await contentSecurity.judgeNickname(user, user.nickname ?? '', deadline)
        await contentChecks.settle(judged, VERDICTS[suggestion], deadline)
      } else if (user.avatarKey) {
        const address = parts.objectStorage.signed(user.avatarKey, currentRoleKey())
        const traceId = await contentSecurity.submitPicture(user, address, deadline)
        await parts.traces.note(judged, traceId, deadline)
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
  { contentChecks, traces },
  async ({ payload: { message }, tries }, { contentChecks, deadline, traces }) => {
    const judged = await traces.find(String(message.trace_id), deadline)
    if (!judged && tries < NOTE_TRIES) throw new TryLater(NOTE_SECONDS, 'a picture not noted yet')
    const verdict = VERDICTS[String(message.result?.suggest) as Suggestion]
    // a picture that WeChat could not download is submitted again
    if (!judged || Number(message.errcode) !== 0 || !verdict) return
    await contentChecks.settle(judged, verdict, deadline)
  }
)

export const handlers = [judge, settlePicture]
