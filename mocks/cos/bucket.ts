import { type KeyRing } from './keys'
import { type Store } from './store'

/** What every kind of request works on. */
export interface Bucket {
  /** With the account's id: `files-1250000000`. */
  name: string
  store: Store
  keys: KeyRing
  clock(): Date
  /** Who may read without a signature. */
  acl: 'private' | 'public-read'
}
