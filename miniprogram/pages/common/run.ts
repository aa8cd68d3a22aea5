import { asFailure } from '../../api/failure'
import { type Weapp } from '../../app'
import { type Banner, showBanner } from './banner'
import { type FailureView, failureView, type FailureWords } from './failure-view'

/** What every page that calls the gateway shows. */
export interface RunState {
  /** What is running, as a text for the user; '' where nothing is. */
  busy: string
  failure: FailureView | null
  banner: Banner | null
}

export const IDLE: RunState = { busy: '', failure: null, banner: null }

export interface RunPage {
  data: RunState
  setData(data: Partial<RunState>): void
}

export interface RunWords extends FailureWords {
  /** Shown while it runs. */
  busy: string
}

/**
 * Runs one job at a time on a page: a tap during another job does nothing.
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
