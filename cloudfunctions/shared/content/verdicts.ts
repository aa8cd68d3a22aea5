import { eventKind } from '../events/kind'
import { type Suggestion } from '../wechat/content-security'

/** What a user shows to others. */
export type ContentPart = 'nickname' | 'avatar'
/** `checking`: WeChat has not said yet; `review`: a person should look at it. */
export type Verdict = 'checking' | 'review' | 'passed' | 'risky'

/** WeChat has to be asked, or asked again. */
export const unjudged = eventKind<{ userId: string; part: ContentPart }>('content-unjudged')

export const VERDICTS: Record<Suggestion, Verdict> = {
  pass: 'passed',
  review: 'review',
  risky: 'risky'
}
