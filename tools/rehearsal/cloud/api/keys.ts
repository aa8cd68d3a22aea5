import { createHmac } from 'node:crypto'
import { type CloudAccount, type State } from '../state'
import { ApiError } from './api-error'

/** A key that calls may be signed with: the account's, or that of an execution role. */
export interface Key {
  secretId: string
  secretKey: string
  /** Only temporary keys have one. */
  token?: string
  role?: string
}

/** The key that the platform gives to functions with this role. */
export function roleKey(account: CloudAccount, role: string): Required<Key> {
  const derive = (what: string) =>
    createHmac('sha256', account.secretKey).update(`${what} of ${role}`).digest('hex')
  const secretId = `AKID${derive('id').slice(0, 32)}`
  return { secretId, secretKey: derive('key'), token: derive('token'), role }
}

/** Throws an ApiError when there is no such key. */
export function findKey(state: State, secretId = '', token?: string): Key {
  const keys: Key[] = [
    state.account,
    ...[...state.roles].map((role) => roleKey(state.account, role))
  ]
  const found = keys.find((key) => key.secretId === secretId)
  if (!found) throw new ApiError('AuthFailure.SecretIdNotFound', 'The SecretId is not found')
  if (found.token !== undefined && found.token !== token)
    throw new ApiError('AuthFailure.TokenFailure', 'The token is not that of the key')
  return found
}
