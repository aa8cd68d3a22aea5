import { createHash } from 'node:crypto'
import { type User } from '../accounts/users'
import { eventKind } from '../events/kind'
import { type Suggestion } from '../wechat/content-security'

/** What a user shows to others. */
export type ContentPart = 'nickname' | 'avatar'
/** `checking`: WeChat has not said yet; `review`: a person should look at it. */
export type Verdict = OpenVerdict | 'passed'
export type OpenVerdict = 'checking' | 'review' | 'risky'
/** What has passed needs no word. */
export type OpenChecks = Partial<Record<ContentPart, OpenVerdict>>

/** WeChat has to be asked, or asked again. */
export const unjudged = eventKind<{ userId: string; part: ContentPart }>('content-unjudged')

export const VERDICTS: Record<Suggestion, Verdict> = {
  pass: 'passed',
  review: 'review',
  risky: 'risky'
}

/** What is judged: other content has another subject. */
export interface Judged {
  userId: string
  part: ContentPart
  subject: Buffer
}

/** A part of a user as it is now; undefined where there is nothing to judge. */
export function judgedOf(user: User, part: ContentPart): Judged | undefined {
  const content = part === 'nickname' ? user.nickname : (user.avatarKey ?? user.avatarUrl)
  return content === undefined ? undefined : { userId: user.id, part, subject: subjectOf(content) }
}

export function subjectOf(content: string): Buffer {
  return createHash('sha256').update(content).digest()
}
