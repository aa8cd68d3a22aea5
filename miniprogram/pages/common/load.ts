import type { Weapp } from '../../app'

/** Of a page that shows what only a logged-in user has: reads it, after a login where the user wants one. */
export async function logInAndLoad(load: () => Promise<void>): Promise<void> {
  const { session } = getApp<Weapp>()
  if (!session.hasToken()) await session.logIn()
  await load()
}

/** What the button says that calls it. */
export function againLabel(): string {
  return getApp<Weapp>().session.hasToken() ? '再试一次' : '微信登录'
}
