/** What is stored under a key; undefined where there is nothing, or storage cannot be read. */
export function readStored<T>(key: string): T | undefined {
  try {
    return wx.getStorageSync<T | ''>(key) || undefined
  } catch (error) {
    console.warn(`${key} cannot be read`, String(error))
    return undefined
  }
}
