/**
 * Uploads a picture from the phone to your own storage, and returns its https address there.
 * `undefined` if there is no such storage: then the picture stays on this phone, and the page says
 * so.
 */
type UploadAvatar = (filePath: string) => Promise<string | undefined>

/** Yours to fill in: `wx.uploadFile` to an address on the list of uploadFile domains. */
export const uploadAvatar: UploadAvatar = () => Promise.resolve(undefined)
