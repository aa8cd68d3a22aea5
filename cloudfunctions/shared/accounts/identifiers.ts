import { takeRandom } from '../core/random'

/** 16 bytes that say nothing about the user. */
export function newUserId(): Buffer {
  return takeRandom(16)
}

/**
 * A UUIDv7 (RFC 9562, section 5.7), 16 bytes: it begins with the time, so that new rows go to the
 * right end of the index.
 */
export function newSessionId(now: Date): Buffer {
  const id = takeRandom(16)
  id.writeUIntBE(now.getTime(), 0, 6)
  id[6] = 0x70 | (id[6]! & 0x0f)
  id[8] = 0x80 | (id[8]! & 0x3f)
  return id
}

/** The bytes of an id of 32 hexadecimal digits, as the database has it. */
export function bytesOf(id: string): Buffer {
  return Buffer.from(id, 'hex')
}
