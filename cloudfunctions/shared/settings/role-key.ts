import { type RoleKey } from '../../../tools/contract/door/platform-headers'

export { type RoleKey }

/**
 * SCF sets these variables for event functions, and for web functions perhaps.
 * @see https://cloud.tencent.com/document/product/583/32748
 */
export function roleKeyOf(env: Record<string, string | undefined>): RoleKey | undefined {
  const {
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    TENCENTCLOUD_SESSIONTOKEN: token
  } = env
  return secretId && secretKey && token ? { secretId, secretKey, token } : undefined
}
