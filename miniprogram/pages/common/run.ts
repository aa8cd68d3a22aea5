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

/**
 * Runs one thing at a time on a page: a tap while another runs does nothing.
 *
 * @param undone says what did not come about where `job` fails
 * @param afterFailure is called before the failure is shown
 */
export async function run(
  page: RunPage,
  busy: string,
  undone: string,
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
    page.setData({ failure: failureView(undone, failure) })
  } finally {
    page.setData({ busy: '' })
    showBanner(page)
  }
}
