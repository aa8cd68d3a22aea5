import { type IncomingMessage, type ServerResponse } from 'node:http'

/** Lets pages of these origins upload and read, as a bucket's CORS rule does. */
export function addCors(
  { headers: { origin } }: IncomingMessage,
  outgoing: ServerResponse,
  allowed: RegExp | undefined
): void {
  if (origin === undefined || !allowed?.test(origin)) return
  outgoing
    .setHeader('access-control-allow-origin', origin)
    .setHeader('access-control-allow-methods', 'GET, HEAD, POST')
    .setHeader('access-control-allow-headers', '*')
    .setHeader('access-control-expose-headers', 'ETag, Location, x-cos-request-id')
    .setHeader('vary', 'Origin')
}

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}
