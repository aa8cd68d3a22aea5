import { randomBytes } from 'node:crypto'

/** A key in the form that the settings require: `id:base64`. */
export function newKey(id = 'test'): string {
  return `${id}:${randomBytes(32).toString('base64')}`
}

/** For stacks that share a database and must read each other's tokens and rows. */
export function newKeys(id = 'test'): { TOKEN_KEYS: string; SEALING_KEYS: string } {
  return { TOKEN_KEYS: newKey(id), SEALING_KEYS: newKey(id) }
}
