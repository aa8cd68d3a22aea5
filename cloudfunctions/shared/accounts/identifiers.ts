import { createHash, createHmac, randomBytes, type KeyObject } from 'node:crypto'

/** Known before any query: 16 bytes of SHA-256 over the AppID and the openid. */
export function userIdOf(appId: string, openid: string): Buffer {
  return createHash('sha256').update(`${appId}\0${openid}`).digest().subarray(0, 16)
}

/** Stands for a network address where it is counted. Under a key: there are few addresses to try. */
export function addressIdOf(address: string, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(`address\0${address}`).digest().subarray(0, 16)
}

/**
 * A UUIDv7 (RFC 9562, section 5.7), 16 bytes: its leading time keeps inserts at the right end of
 * the index.
 */
export function newSessionId(now: Date): Buffer {
  const id = randomBytes(16)
  id.writeUIntBE(now.getTime(), 0, 6)
  id[6] = 0x70 | (id[6]! & 0x0f)
  id[8] = 0x80 | (id[8]! & 0x3f)
  return id
}
