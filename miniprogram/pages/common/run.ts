import { asFailure } from '../../api/failure'
import { showBanner } from './banner'
import type { Banner } from './banner'
import { failureView } from './failure-view'
import type { FailureView } from './failure-view'

/** What every page that talks to the gateway shows. */
export interface RunState {
  /** What runs just now, in words; '' where nothing does. */
  busy: string
  failure: FailureView | null
  banner: Banner | null
}

export const atRest: RunState = { busy: '', failure: null, banner: null }

interface RunPage {
  data: RunState
  setData(data: Partial<RunState>): void
}

export interface RunWords {
  /** What runs, while it does. */
  busy: string
  /** What did not come about where the job fails. */
  undone: string
  /** Asked after a failure: what the button says that calls the page's `again`. */
  again?: () => string
}

/**
 * Runs one thing at a time on a page: a tap while another runs does nothing.
 *
 * @param afterFailure is called before the failure is shown
 */
export async function run(
  page: RunPage,
  { busy, undone, again }: RunWords,
  job: () => Promise<void>,
  afterFailure: () => void = () => undefined
): Promise<void> {
  if (page.data.busy) return
  page.setData({ busy, failure: null })
  try {
    await job()
  } catch (error) {
    const failure = asFailure(error)
    console.warn(undone, failure.code, failure.message)
    afterFailure()
    page.setData({ failure: failureView(undone, failure, again?.()) })
    // It is told at the top, and the button may be far below.
    void wx.pageScrollTo({ scrollTop: 0, fail: () => undefined })
  } finally {
    page.setData({ busy: '' })
    showBanner(page)
  }
}
