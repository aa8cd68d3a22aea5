/** A phone's settings, made on the panel. */
export const DEFAULTS = {
  /** Whose phone it is: `wx.login` returns a code of this user. */
  user: 'alice',
  /** What `wx.login` does: `user`, `tourist`, `fail`, `silent`, or a code for mocks/wechat. */
  login: 'user',
  network: 'online' as 'online' | 'offline' | 'silent' | 'unavailable' | 'domainRefused',
  delayMs: 0,
  /** The next request with a token is sent with a wrong one. */
  spoilToken: false,
  /** Every request asks for the mock, whatever the gateway's routes are set to. */
  mock: false,
  /** Sent as `Prefer` with every request: which example a mocked route answers with. */
  prefer: '',
  /** The user has not agreed to the privacy guideline yet. */
  privacyNeeded: false,
  /** Where the phone is, for `wx.getLocation` and the like; a user may refuse to say. */
  latitude: 23.10229,
  longitude: 113.3345211,
  place: '广州塔',
  locationDenied: false,
  /** What `wx.chooseAddress` returns. */
  addressName: '张三',
  addressPhone: '020-81167888',
  addressDetail: '新港中路397号',
  theme: 'light' as 'light' | 'dark',
  widthPx: 375 as 320 | 375 | 430,
  fontScale: 1
}

export type PhoneSettings = typeof DEFAULTS

export interface SettingsStore {
  read(): PhoneSettings
  change(part: Partial<PhoneSettings>): void
  /** Called when the other document (the panel or the phone) has changed a setting. */
  onChange(listener: (now: PhoneSettings, before: PhoneSettings) => void): void
}

/** A phone's settings, in the local storage that the panel and the phone share. */
export function createSettings(phone: string): SettingsStore {
  const key = `preview/${phone}/settings`
  const parse = (text: string | null): PhoneSettings => ({
    ...DEFAULTS,
    ...(JSON.parse(text ?? '{}') as Partial<PhoneSettings>)
  })
  const read = () => parse(localStorage.getItem(key))
  return {
    read,
    change: (part) => localStorage.setItem(key, JSON.stringify({ ...read(), ...part })),
    onChange(listener) {
      window.addEventListener('storage', (event) => {
        if (event.key === key) listener(parse(event.newValue), parse(event.oldValue))
      })
    }
  }
}

/** `?phone=2` is a second phone, with its own settings and storage. */
export function phoneName(): string {
  return new URLSearchParams(location.search).get('phone') ?? '1'
}
