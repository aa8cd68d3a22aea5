import { createHash } from 'node:crypto'

/** The session key that the stand-in for WeChat gives for a code. */
export function sessionKeyOf(code: string): Buffer {
  return createHash('sha256').update(code).digest().subarray(0, 16)
}
