import { randomBytes } from 'node:crypto'
import { CosError } from './errors'

/** What signs requests. Temporary keys have a token, which has to be sent along. */
export interface CosKeys {
  secretId: string
  secretKey: string
  token?: string
  expiresAt?: Date
}

export type KeyRing = ReturnType<typeof createKeyRing>

/** The keys that this account knows. */
export function createKeyRing(clock: () => Date) {
  const known = new Map<string, CosKeys>()

  return {
    /** New keys of an account (for good) or of a function's role (for `seconds`). */
    issue(seconds?: number): CosKeys {
      const keys: CosKeys = {
        secretId: `AKID${randomBytes(16).toString('hex')}`,
        secretKey: randomBytes(16).toString('hex'),
        ...(seconds !== undefined && {
          token: randomBytes(96).toString('base64url'),
          expiresAt: new Date(clock().getTime() + seconds * 1000)
        })
      }
      known.set(keys.secretId, keys)
      return keys
    },

    /** Keys that somebody else has issued. */
    accept: (keys: CosKeys) => void known.set(keys.secretId, keys),

    /** The secret key for an id, if the token belongs to it and is still valid. */
    secretOf(secretId: string | undefined, token: string | undefined): string {
      const keys = known.get(secretId ?? '')
      if (!keys)
        throw new CosError('InvalidAccessKeyId', 'The access key Id you provided is not known')
      if (keys.token !== token)
        throw new CosError('InvalidAccessKeyId', 'The security token does not fit the access key')
      if (keys.expiresAt && keys.expiresAt <= clock())
        throw new CosError('ExpiredToken', 'The provided token has expired')
      return keys.secretKey
    }
  }
}
