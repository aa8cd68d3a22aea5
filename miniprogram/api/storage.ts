/** What is stored under a key; undefined where there is nothing, or the phone's storage does not answer. */
export function readStored<T>(key: string): T | undefined {
  try {
    return wx.getStorageSync<T | ''>(key) || undefined
  } catch (error) {
    console.warn(`${key} cannot be read`, String(error))
    return undefined
  }
}
