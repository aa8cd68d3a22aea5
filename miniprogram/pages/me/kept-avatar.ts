import { readStored } from '../../api/storage'

const key = 'weapp-scf/avatar/v1'

/** The path of the picture that stays on this phone; '' where there is none. */
export function readKeptAvatar(): string {
  return readStored<string>(key) ?? ''
}

/** Keeps a temporary picture in place of the one before; false where the phone has no room for it. */
export async function keepAvatar(temporaryPath: string): Promise<boolean> {
  try {
    const path = await saveFile(temporaryPath)
    forgetAvatar()
    wx.setStorageSync(key, path)
    return true
  } catch (error) {
    console.warn('avatar not kept', String(error))
    return false
  }
}

export function forgetAvatar(): void {
  const path = readKeptAvatar()
  if (!path) return
  wx.removeStorageSync(key)
  // A file that is gone already is what is wanted.
  wx.getFileSystemManager().unlink({ filePath: path, fail: () => undefined })
}

/** Among the user's files, which `unlink` may remove; a new name, since a picture is cached by its path. */
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
