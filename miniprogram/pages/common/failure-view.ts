import type { Failure } from '../../api/failure'
import { failureTexts } from '../../api/failure-texts'

export interface FailureView {
  title: string
  advice: string
  /** What a developer asks for: code, HTTP status, request id. */
  trace: string
}

/** What a user reads of a failure; `undone` says what did not come about. */
export function failureView(undone: string, failure: Failure): FailureView {
  const { title, advice } = failureTexts[failure.code]
  const trace = [failure.code, failure.status || '', failure.requestId].filter(Boolean).join(' · ')
  return { title: `${undone}：${title}`, advice, trace }
}
