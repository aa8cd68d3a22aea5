import { Failure } from './failure'

/** The session's token, kept on the phone. */
export interface TokenStore {
  read(): string | undefined
  write(token: string): void
  /** Removes this token, and leaves any later one alone. */
  remove(token: string): void
}

export function createTokenStore(key: string): TokenStore {
  const read = () => {
    const stored: unknown = wx.getStorageSync(key)
    return typeof stored === 'string' && stored ? stored : undefined
  }
  return {
    read,
    write(token) {
      try {
        wx.setStorageSync(key, token)
      } catch (error) {
        throw new Failure('STORAGE', { message: String(error) })
      }
    },
    remove(token) {
      if (read() === token) wx.removeStorageSync(key)
    }
  }
}
