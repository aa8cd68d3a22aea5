import { asFailure } from '../../api/failure'
import { type Weapp } from '../../app'
import { type Banner, showBanner } from './banner'
import { type FailureView, failureView, type FailureWords } from './failure-view'

/** What every page that talks to the gateway shows. */
export interface RunState {
  /** What runs just now, in words; '' where nothing does. */
  busy: string
  failure: FailureView | null
  banner: Banner | null
}

export const atRest: RunState = { busy: '', failure: null, banner: null }

export interface RunPage {
  data: RunState
  setData(data: Partial<RunState>): void
}

export interface RunWords extends FailureWords {
  /** What runs, while it does. */
  busy: string
}

/**
 * Runs one thing at a time on a page: a tap while another runs does nothing.
 *
 * @param afterFailure is called before the failure is shown
 */
export async function run(
  page: RunPage,
  { busy, ...words }: RunWords,
  job: () => Promise<void>,
  afterFailure: () => void = () => undefined
): Promise<void> {
  if (page.data.busy) return
  page.setData({ busy, failure: null })
  try {
    await job()
  } catch (error) {
    const failure = asFailure(error)
    console.warn(words.undone, failure.code, failure.message)
    afterFailure()
    const { network } = getApp<Weapp>()
    page.setData({ failure: failureView(words, failure, network.isConnected()) })
  } finally {
    page.setData({ busy: '' })
    showBanner(page)
  }
}
