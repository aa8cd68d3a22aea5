import { type Weapp } from '../../app'
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

/** Loads the page, or offers the login to a user who is not logged in. */
export async function loadPage(page: AccountPage, undone: string): Promise<void> {
  const isLoggedOut = !getApp<Weapp>().session.hasToken()
  page.setData({ isLoggedOut })
  if (!isLoggedOut) await runHere(page, { busy: '正在加载…', undone, again: true }, page.load)
}

/** Logs in on a page that offers it, then loads the page. */
export function logInHere(page: AccountPage): Promise<void> {
  return runHere(page, { busy: '正在登录…', undone: '登录失败' }, async () => {
    await getApp<Weapp>().session.logIn()
    page.setData({ isLoggedOut: false })
    await page.load()
  })
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
