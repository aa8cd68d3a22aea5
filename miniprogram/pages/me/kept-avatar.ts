import { readStored } from '../../api/storage'

const KEY = 'avatar/v1'

/** The path of the picture that is kept on this phone only; '' where there is none. */
export function readKeptAvatar(): string {
  return readStored<string>(KEY) ?? ''
}

/** Keeps a temporary picture instead of the last one; false if the phone has no room for it. */
export async function keepAvatar(temporaryPath: string): Promise<boolean> {
  try {
    const path = await saveFile(temporaryPath)
    forgetAvatar()
    wx.setStorageSync(KEY, path)
    return true
  } catch (error) {
    console.warn('the avatar is not kept', String(error))
    return false
  }
}

export function forgetAvatar(): void {
  const path = readKeptAvatar()
  if (!path) return
  wx.removeStorageSync(KEY)
  // It does not matter if the file is already gone.
  wx.getFileSystemManager().unlink({ filePath: path, fail: () => undefined })
}

/** Into USER_DATA_PATH, where `unlink` works; under a new name, as pictures are cached by path. */
function saveFile(tempFilePath: string): Promise<string> {
  const ending = /\.\w+$/.exec(tempFilePath)?.[0] ?? ''
  const filePath = `${wx.env.USER_DATA_PATH}/avatar-${Date.now()}${ending}`
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().saveFile({
      tempFilePath,
      filePath,
      success: () => resolve(filePath),
      fail: ({ errMsg }) => reject(new Error(errMsg))
    })
  })
}
