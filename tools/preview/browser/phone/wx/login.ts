import type { SettingsStore } from '../../settings'
import { api } from './api'

/**
 * `wx.login`: a code that the WeChat stand-in takes once for the panel's user, or what the panel
 * says instead.
 */
export function createLogin(settings: SettingsStore) {
  return {
    login: api('login', () => {
      const { login, user } = settings.read()
      // not even after the timeout that was asked for: phones have been seen to do so
      if (login === 'silent') return new Promise<{ code: string }>(() => undefined)
      if (login === 'fail') throw new Error('fail preview: the panel says so')
      if (login === 'tourist') return { code: 'the code is a mock one' }
      return { code: login === 'user' ? freshCode('dev', user) : login }
    }),
    checkSession: api('checkSession', () => undefined)
  }
}

/** As the stand-in knows it: `dev-<user>-<anything>` of a login, `phone-...` of a phone number. */
export function freshCode(kind: 'dev' | 'phone', user: string): string {
  return `${kind}-${user}-${crypto.randomUUID().slice(0, 8)}`
}
