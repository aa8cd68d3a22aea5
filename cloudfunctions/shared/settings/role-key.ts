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

let ofLastRequest: RoleKey | undefined

/** A web function gets its role's key with each request, and a newer one before the last expires. */
export function noteRoleKey(roleKey: RoleKey | undefined): void {
  ofLastRequest = roleKey ?? ofLastRequest
}

/** For what a function does on its own account; undefined without an execution role. */
export function currentRoleKey(): RoleKey | undefined {
  return ofLastRequest ?? roleKeyOf(process.env)
}
