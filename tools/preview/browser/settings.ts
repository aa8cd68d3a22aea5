/** What the panel decides about a phone. */
export interface Settings {
  /** Who holds the phone: `wx.login` gives a code of this user. */
  user: string
  /** What `wx.login` gives: `user`, `tourist`, `fail`, `silent`, or a code of WeChat's stand-in. */
  login: string
  network: 'online' | 'offline' | 'silent' | 'unavailable' | 'domainRefused'
  delayMs: number
  /** The next request that carries a token carries a wrong one. */
  spoilToken: boolean
  /** Each request prefers the mock, whatever the gateway's routes say. */
  mock: boolean
  /** Sent as `Prefer` with each request: which of its examples a mocked route answers. */
  prefer: string
  /** The user has yet to agree to the privacy guideline. */
  privacyNeeded: boolean
  theme: 'light' | 'dark'
  widthPx: 320 | 375 | 430
  fontScale: number
}

export const defaults: Settings = {
  user: 'alice',
  login: 'user',
  network: 'online',
  delayMs: 0,
  spoilToken: false,
  mock: false,
  prefer: '',
  privacyNeeded: false,
  theme: 'light',
  widthPx: 375,
  fontScale: 1
}

export interface SettingsStore {
  read(): Settings
  change(part: Partial<Settings>): void
  /** Told when another document of this origin (the panel, the phone) has changed a setting. */
  onChange(listener: (now: Settings, before: Settings) => void): void
}

/** One phone's settings, kept where the panel and the phone, two documents of one origin, find them. */
export function createSettings(phone: string): SettingsStore {
  const key = `preview/${phone}/settings`
  const parse = (text: string | null): Settings => ({
    ...defaults,
    ...(JSON.parse(text ?? '{}') as Partial<Settings>)
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

/** `?phone=2` is a second phone, with settings and storage of its own. */
export function phoneName(): string {
  return new URLSearchParams(location.search).get('phone') ?? '1'
}
