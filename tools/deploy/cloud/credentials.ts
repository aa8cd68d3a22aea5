/** A key of Tencent Cloud; only a temporary key has a `token`. */
export interface Credentials {
  secretId: string
  secretKey: string
  token?: string
}

/** Takes the key from a stage's settings. Throws an Error that says which part is missing. */
export function readCredentials(settings: Record<string, string | undefined>): Credentials {
  const names = ['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY']
  const [secretId, secretKey] = names.map((name) => settings[name]?.trim())
  if (!secretId || !secretKey) {
    const missing = names.filter((name) => !settings[name]?.trim())
    throw new Error(
      `set ${missing.join(' and ')}: a key of a CAM sub-account that may deploy (docs/deploy.md, 2)`
    )
  }
  const token = settings.TENCENTCLOUD_SESSION_TOKEN?.trim()
  return { secretId, secretKey, ...(token && { token }) }
}
