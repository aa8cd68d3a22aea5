/** What is stored under a key; undefined where there is nothing, or storage cannot be read. */
export function readStored<T>(key: string): T | undefined {
  try {
    return wx.getStorageSync<T | ''>(key) || undefined
  } catch (error) {
    console.warn(`${key} cannot be read`, String(error))
    return undefined
  }
}

/** Stores a value, or removes it where it is undefined; returns whether there was room for it. */
export function writeStored(key: string, value: unknown): boolean {
  try {
    if (value === undefined) wx.removeStorageSync(key)
    else wx.setStorageSync(key, value)
    return true
  } catch (error) {
    console.warn(`${key} cannot be stored`, String(error))
    return false
  }
}
