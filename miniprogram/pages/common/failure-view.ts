import type { Failure } from '../../api/failure'
import { failureTexts } from '../../api/failure-texts'

export interface FailureView {
  title: string
  advice: string
  /** What to name when asking for help; '' where no server has answered. */
  trace: string
  /** What the button says that tries again; '' where the page has another one for it. */
  again: string
}

/** What a user reads of a failure; `undone` says what did not come about. */
export function failureView(undone: string, failure: Failure, again = ''): FailureView {
  const { title, advice } = failureTexts[failure.code]
  const trace = failure.requestId && `请求编号 ${failure.requestId}`
  return { title: `${undone}：${title}`, advice, trace, again }
}
