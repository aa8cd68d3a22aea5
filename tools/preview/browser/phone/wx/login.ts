import { type SettingsStore } from '../../settings'
import { apis } from './api'

/**
 * `wx.login`: returns a code that mocks/wechat accepts once for the panel's user, unless the panel
 * is set to something else.
 */
export function createLogin(settings: SettingsStore) {
  return apis({
    login() {
      const { login, user } = settings.read()
      // not even after the requested timeout: some phones behave like this
      if (login === 'silent') return new Promise<{ code: string }>(() => undefined)
      if (login === 'fail') throw new Error('fail preview: set on the panel')
      if (login === 'tourist') return { code: 'the code is a mock one' }
      return { code: login === 'user' ? freshCode('dev', user) : login }
    }
  })
}

/** As mocks/wechat accepts it: `dev-<user>-<anything>` for a login, `phone-...` for a number. */
export function freshCode(kind: 'dev' | 'phone', user: string): string {
  return `${kind}-${user}-${crypto.randomUUID().slice(0, 8)}`
}
