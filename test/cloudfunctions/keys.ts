import { randomBytes } from 'node:crypto'

/** A key as the settings want it: `id:base64`. */
export function newKey(id = 'test'): string {
  return `${id}:${randomBytes(32).toString('base64')}`
}

/** For stacks that share a database and have to open each other's tokens and rows. */
export function newKeys(id = 'test'): { TOKEN_KEYS: string; SEALING_KEYS: string } {
  return { TOKEN_KEYS: newKey(id), SEALING_KEYS: newKey(id) }
}
