import { createCipheriv, createDecipheriv, createHmac, type KeyObject } from 'node:crypto'
import { takeRandom } from '../core/random'
import { part } from '../parts/part'
import { sealingSettings } from '../settings/sections'
import { type Keys } from '../settings/setting-rules'

interface Sealed {
  keyId: string
  /** nonce (12 bytes), ciphertext, tag (16 bytes) */
  bytes: Buffer
}

interface Sealing {
  /** The key that seals now. */
  currentKeyId: string
  /** AES-256-GCM; `context` (the row's id) binds the result to its row. */
  seal(text: string, context: Buffer): Sealed
  /** Throws when the key is gone, or when a byte or the context has changed. */
  open(sealed: Sealed, context: Buffer): string
  /** 16 bytes in place of a text that must be compared but not read. */
  hide(text: string): Buffer
}

/** Seals with the current key; opens with any key that is still listed. */
export const sealing = part({
  settings: sealingSettings,
  needs: {},
  make: (_parts, keys): Sealing => ({
    currentKeyId: keys.current.id,
    seal(text, context) {
      const nonce = takeRandom(12)
      const cipher = createCipheriv('aes-256-gcm', keys.current.key, nonce).setAAD(context)
      const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return { keyId: keys.current.id, bytes: Buffer.concat([nonce, ...sealed]) }
    },
    open({ keyId, bytes }, context) {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(keys, keyId), bytes.subarray(0, 12))
      decipher.setAAD(context).setAuthTag(bytes.subarray(-16))
      return decipher.update(bytes.subarray(12, -16)).toString('utf8') + decipher.final('utf8')
    },
    // keyed: without the key, all possible texts could be tried
    hide: (text) => createHmac('sha256', keys.current.key).update(text).digest().subarray(0, 16)
  })
})

function keyOf(keys: Keys, id: string): KeyObject {
  const key = keys.all.get(id)
  if (!key)
    throw Object.assign(new Error(`sealing key "${id}" is not configured`), {
      code: 'SEALING_KEY_MISSING'
    })
  return key
}
