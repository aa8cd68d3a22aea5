import { type AppFailure } from '../../api/failure'
import { failureTexts } from '../../api/failure-texts'

export interface FailureView {
  title: string
  advice: string
  /** What to name when asking for help; '' where no server has answered. */
  trace: string
  /** What the button says that tries again; '' where the page has another one for it. */
  again: string
}

export interface FailureWords {
  /** What did not come about. */
  undone: string
  /** Said instead where the server may have done it all the same; left out of what changes nothing. */
  unsure?: string
  /** Whether the failure has a button that calls the page's `again`. */
  again?: boolean
}

/** What a user reads of a failure. */
export function failureView(
  { undone, unsure, again = false }: FailureWords,
  failure: AppFailure,
  isConnected: boolean
): FailureView {
  const { title, advice } = failureTexts[failure.code]
  const seconds = failure.retryAfterSeconds
  return {
    title: `${unsure && isConnected && mayBeDone(failure) ? unsure : undone}：${title}`,
    advice: seconds ? `请等 ${seconds} 秒再试。` : advice,
    trace: failure.requestId && `请求编号 ${failure.requestId}`,
    again: again ? '再试一次' : ''
  }
}

/** A request went out, and what came back, if anything, is not the server's word. */
function mayBeDone({ code }: AppFailure): boolean {
  return ['NETWORK', 'TIMEOUT', 'INTERRUPTED', 'NOT_CONTRACT'].includes(code)
}
