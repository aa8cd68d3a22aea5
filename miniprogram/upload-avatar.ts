/**
 * Takes a picture on the phone to a storage of your own, and gives the https address that it has there.
 * `undefined` where there is no such storage: then the picture stays on this phone, and the page says so.
 */
export type UploadAvatar = (filePath: string) => Promise<string | undefined>

/** To be filled in: `wx.uploadFile` to an address on the mini-program's uploadFile list. */
export const uploadAvatar: UploadAvatar = () => Promise.resolve(undefined)
