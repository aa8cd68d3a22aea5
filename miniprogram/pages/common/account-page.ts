import { type Weapp } from '../../app'
import { confirm } from './confirm'
import { LOAD_WORDS, LOADING_PAGE } from './loading-page'
import { run, type RunPage, type RunState } from './run'

/** What a page for logged-in users shows in addition. */
interface AccountState {
  /** Shows the login instead of everything else. */
  isLoggedOut: boolean
}

interface AccountPage extends RunPage {
  setData(data: Partial<RunState & AccountState>): void
  /** Loads from the server what the page shows. */
  load(): Promise<void>
}

/** Like LOADING_PAGE, for logged-in users: offers the login to one who is not. */
export const ACCOUNT_PAGE = {
  ...LOADING_PAGE,

  async again(this: AccountPage): Promise<void> {
    const isLoggedOut = !getApp<Weapp>().session.hasToken()
    this.setData({ isLoggedOut })
    if (!isLoggedOut) await runHere(this, LOAD_WORDS, this.load)
  },

  /** The button of a page that offers the login. */
  logIn(this: AccountPage): Promise<void> {
    return runHere(this, { busy: '正在登录…', undone: '登录失败' }, async () => {
      await getApp<Weapp>().session.logIn()
      this.setData({ isLoggedOut: false })
      await this.load()
    })
  }
}

/** Like `run`; offers the login if the session was lost on the way. */
export function runHere(
  page: AccountPage,
  words: Parameters<typeof run>[1],
  job: () => Promise<void>
): Promise<void> {
  return run(page, words, job.bind(page), () =>
    page.setData({ isLoggedOut: !getApp<Weapp>().session.hasToken() })
  )
}

/** Like `runHere`, for what cannot be undone: asks first. */
export async function runConfirmed(
  page: AccountPage,
  question: Readonly<Parameters<typeof confirm>>,
  words: Parameters<typeof run>[1],
  job: () => Promise<void>
): Promise<void> {
  if (page.data.busy || !(await confirm(...question))) return
  await runHere(page, words, job)
}
