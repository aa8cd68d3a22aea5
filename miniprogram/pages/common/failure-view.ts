import { type AppFailure, type FailureCode } from '../../api/failure'
import { type FailureText, failureText } from '../../api/failure-texts'

/** A failure as the user reads it. */
export interface FailureView {
  title: string
  advice: string
  /** What to quote when asking for help; '' where no server has answered. */
  trace: string
  /** The label of the button that tries again; '' where the page has its own button for that. */
  again: string
}

export interface FailureWords {
  /** Says that it failed. */
  undone: string
  /** Shown instead where the server may have done it anyway. */
  unsure?: string
  /** Whether the failure has a button that calls the page's `again`. */
  again?: boolean
  /** For codes that only this page gets. */
  texts?: Partial<Record<FailureCode, FailureText>>
}

export function failureView(
  { undone, unsure, again = false, texts = {} }: FailureWords,
  failure: AppFailure,
  isConnected: boolean
): FailureView {
  const { title, advice } = texts[failure.code] ?? failureText(failure.code)
  const seconds = failure.retryAfterSeconds
  const view = {
    title: `${undone}：${title}`,
    advice: seconds ? `请在 ${seconds} 秒后重试。` : advice,
    trace: failure.requestId && `请求编号 ${failure.requestId}`,
    again: again ? '再试一次' : ''
  }
  if (!unsure || !isConnected || !mayBeDone(failure)) return view
  return { ...view, title: `${unsure}：${title}`, advice: '请稍后刷新查看，再决定是否重试。' }
}

/** A request was sent, and the server's own reply has not come back. */
function mayBeDone({ code }: AppFailure): boolean {
  return ['NETWORK', 'TIMEOUT', 'INTERRUPTED', 'NOT_CONTRACT'].includes(code)
}
