const key = 'weapp-scf/avatar/v1'

/** The path of the picture that stays on this phone; '' where there is none. */
export function readKeptAvatar(): string {
  return wx.getStorageSync<string>(key)
}

/** Keeps a temporary picture, in place of the one before, and gives its lasting path. */
export async function keepAvatar(temporaryPath: string): Promise<string> {
  const path = await saveFile(temporaryPath)
  forgetAvatar()
  wx.setStorageSync(key, path)
  return path
}

export function forgetAvatar(): void {
  const path = readKeptAvatar()
  if (!path) return
  wx.removeStorageSync(key)
  // A file that is gone already is what is wanted.
  wx.getFileSystemManager().removeSavedFile({ filePath: path, fail: () => undefined })
}

function saveFile(tempFilePath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().saveFile({
      tempFilePath,
      success: ({ savedFilePath }) => resolve(String(savedFilePath)),
      fail: ({ errMsg }) => reject(new Error(errMsg))
    })
  })
}
