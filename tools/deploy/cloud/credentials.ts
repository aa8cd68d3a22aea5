/** A key of Tencent Cloud; `token` only for a temporary one. */
export interface Credentials {
  secretId: string
  secretKey: string
  token?: string
}

/**
 * Reads the key from the environment, so that it is in no file. Throws an Error that names what is
 * missing.
 */
export function readCredentials(env: Record<string, string | undefined>): Credentials {
  const names = ['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY']
  const [secretId, secretKey] = names.map((name) => env[name]?.trim())
  if (!secretId || !secretKey) {
    const missing = names.filter((name) => !env[name]?.trim())
    throw new Error(`set ${missing.join(' and ')}: a key of a CAM sub-account that may deploy`)
  }
  const token = env.TENCENTCLOUD_SESSION_TOKEN?.trim()
  return { secretId, secretKey, ...(token && { token }) }
}
