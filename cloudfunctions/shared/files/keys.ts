/** Where forms put files until they are kept. */
export const UPLOADS = 'upload/'

const LASTING_KEY = /^[a-z][a-z0-9-]{0,30}\/[0-9a-f]{32}\.[a-z0-9]{1,8}$/

/** The lasting key of an uploaded file; undefined for a key that is not one of ours. */
export function lastingKeyOf(uploadKey: string): string | undefined {
  const key = uploadKey.slice(UPLOADS.length)
  return uploadKey.startsWith(UPLOADS) && isLastingKey(key) ? key : undefined
}

export function isLastingKey(key: string): boolean {
  return LASTING_KEY.test(key)
}
