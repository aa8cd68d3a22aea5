import { bytesOf } from '../accounts/identifiers'
import { type User } from '../accounts/users'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { database, type Transaction } from '../database/database'
import { events } from '../events/events'
import { clearPersonalData } from '../files/clear-personal-data'
import { part } from '../parts/part'
import { contentCheckSettings } from '../settings/sections'
import { contentSecurity } from '../wechat/content-security'
import {
  type ContentPart,
  type Judged,
  type OpenChecks,
  type OpenVerdict,
  subjectOf,
  unjudged,
  type Verdict,
  VERDICTS
} from './verdicts'

/** What users write and upload is shown to others only once WeChat has let it pass. */
interface ContentChecks {
  /**
   * To be called before a nickname is saved. Throws CONTENT_RISKY. If WeChat cannot say, the name is
   * hidden from others and judged later. Returns what notes the verdict, in the transaction that saves
   * the name: noted without it, the verdict would count for the name that stays.
   */
  admitNickname(
    user: User,
    nickname: string,
    deadline: Deadline
  ): Promise<(transaction: Transaction) => Promise<void>>
  /** By the transaction that saves a picture: it is hidden from others until it is judged. */
  admitAvatar(transaction: Transaction, user: User, key: string): Promise<void>
  /** Notes a verdict, and removes what is risky; nothing where something else is there by now. */
  settle(judged: Judged, verdict: Verdict, deadline: Deadline): Promise<void>
  /** The user's parts that others do not see, or that were removed, and why. */
  open(userId: string, deadline: Deadline): Promise<OpenChecks>
  /** What others may see of a user. */
  shown(user: User, deadline: Deadline): Promise<Pick<User, 'nickname' | 'avatarUrl' | 'avatarKey'>>
}

const FIND = 'SELECT verdict FROM content_checks WHERE user_id = ? AND part = ? AND subject = ?'
const UPSERT = `INSERT INTO content_checks (user_id, part, subject, verdict, judged_at)
  VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))
  ON DUPLICATE KEY UPDATE subject = ?, verdict = ?, trace_id = NULL, judged_at = UTC_TIMESTAMP(3)`

export const contentChecks = part({
  settings: contentCheckSettings,
  needs: { database, events, clearPersonalData, contentSecurity },
  make({ database, events, clearPersonalData, contentSecurity }, { isOn }): ContentChecks {
    async function verdictOn(user: User, which: ContentPart, subject: Buffer, deadline: Deadline) {
      const values = [bytesOf(user.id), which, subject]
      const [row] = await database.run<{ verdict: Verdict }>(FIND, values, deadline)
      return row?.verdict
    }

    /** Replaces the verdict on what was there before; one on the same content stays. */
    async function note(
      transaction: Transaction,
      user: User,
      which: ContentPart,
      subject: Buffer,
      verdict: Verdict
    ) {
      const values = [bytesOf(user.id), which, subject]
      const [known] = await transaction.run<{ verdict: Verdict }>(FIND, values)
      if (known && known.verdict !== 'risky') return
      await transaction.change(UPSERT, [...values, verdict, subject, verdict])
      if (verdict === 'checking')
        await events.add(transaction, unjudged, { userId: user.id, part: which })
    }

    /** If WeChat is away, it is asked later. */
    async function judge(user: User, nickname: string, deadline: Deadline): Promise<Verdict> {
      try {
        return VERDICTS[await contentSecurity.judgeNickname(user, nickname, deadline)]
      } catch {
        return 'checking'
      }
    }

    async function open(userId: string, deadline: Deadline): Promise<OpenChecks> {
      if (!isOn) return {}
      const sql =
        "SELECT part, verdict FROM content_checks WHERE user_id = ? AND verdict <> 'passed'"
      const rows = await database.run<{ part: ContentPart; verdict: OpenVerdict }>(
        sql,
        [bytesOf(userId)],
        deadline
      )
      return Object.fromEntries(rows.map((row) => [row.part, row.verdict]))
    }

    return {
      open,

      async admitNickname(user, nickname, deadline) {
        if (!isOn) return () => Promise.resolve()
        const subject = subjectOf(nickname)
        const known = await verdictOn(user, 'nickname', subject, deadline)
        const isKnown = known && known !== 'risky'
        const verdict = isKnown ? known : await judge(user, nickname, deadline)
        if (verdict === 'risky') throw new Failure('CONTENT_RISKY')
        return (transaction) => note(transaction, user, 'nickname', subject, verdict)
      },

      async admitAvatar(transaction, user, key) {
        if (isOn) await note(transaction, user, 'avatar', subjectOf(key), 'checking')
      },

      async settle({ userId, part, subject }, verdict, deadline) {
        const sql = `UPDATE content_checks SET verdict = ?, judged_at = UTC_TIMESTAMP(3)
          WHERE user_id = ? AND part = ? AND subject = ?`
        await database.transaction(
          async (transaction) => {
            const isNoted = await transaction.change(sql, [verdict, bytesOf(userId), part, subject])
            if (isNoted && verdict === 'risky') await clearPersonalData(transaction, userId, [part])
          },
          deadline,
          { idempotent: true }
        )
      },

      async shown(user, deadline) {
        const hidden = await open(user.id, deadline)
        const { avatarUrl, avatarKey } = user
        return {
          ...(!hidden.nickname && user.nickname !== undefined && { nickname: user.nickname }),
          ...(!hidden.avatar && avatarUrl !== undefined && { avatarUrl }),
          ...(!hidden.avatar && avatarKey !== undefined && { avatarKey })
        }
      }
    }
  }
})
