/** The temporary key of a function's execution role. */
export interface RoleKey {
  secretId: string
  secretKey: string
  token: string
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * Separates what SCF tells a function in headers of its own from what the caller sent. A caller can
 * send all of these names too, and some of them arrive untouched: so the only ones that count are
 * those that SCF always sets, and nothing behind the door sees any. Names are in lower case.
 */
export function takePlatformHeaders<Value>(given: Record<string, Value>): {
  headers: Record<string, Value>
  requestId?: string
  roleKey?: RoleKey
} {
  const text = (name: string) => {
    const value: unknown = given[`x-scf-${name}`]
    return typeof value === 'string' ? value : ''
  }
  const names = Object.keys(given).filter((name) => !name.startsWith('x-scf-'))
  const requestId = text('request-id')
  const [secretId, secretKey, token] = [
    text('secret-id'),
    text('secret-key'),
    text('session-token')
  ]
  return {
    headers: Object.fromEntries(names.map((name) => [name, given[name] as Value])),
    ...(UUID.test(requestId) && { requestId }),
    ...(secretId && secretKey && token && { roleKey: { secretId, secretKey, token } })
  }
}
