import { type Weapp } from '../../app'
import { run, type RunPage, type RunState } from './run'

/** What a page of a logged-in user shows besides. */
export interface AccountState {
  /** Offers the login in the place of everything else. */
  isLoggedOut: boolean
}

interface AccountPage extends RunPage {
  setData(data: Partial<RunState & AccountState>): void
  /** Reads from the server what the page shows. */
  load(): Promise<void>
}

/** Loads the page; who is not logged in is offered the login. */
export async function loadPage(page: AccountPage, undone: string): Promise<void> {
  const isLoggedOut = !getApp<Weapp>().session.hasToken()
  page.setData({ isLoggedOut })
  if (!isLoggedOut) await runHere(page, { busy: '正在读取…', undone, again: true }, page.load)
}

/** Logs in, on a page that offers it, and loads the page. */
export function logInHere(page: AccountPage): Promise<void> {
  return runHere(page, { busy: '正在登录…', undone: '登录失败' }, async () => {
    await getApp<Weapp>().session.logIn()
    page.setData({ isLoggedOut: false })
    await page.load()
  })
}

/** As `run`; a login that was lost on the way is offered again. */
export function runHere(
  page: AccountPage,
  words: Parameters<typeof run>[1],
  job: () => Promise<void>
): Promise<void> {
  return run(page, words, job.bind(page), () =>
    page.setData({ isLoggedOut: !getApp<Weapp>().session.hasToken() })
  )
}
