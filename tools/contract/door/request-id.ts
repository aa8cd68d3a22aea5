import { randomUUID } from 'node:crypto'

/** A request's id goes into headers and logs, so anything but a plain name is replaced. */
export function readRequestId(given: unknown): string {
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}
