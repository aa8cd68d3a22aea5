import { isUtf8 } from 'node:buffer'
import { type HttpRequest } from '../contract/door/request-check'

/** An HTTP request as it reaches the platform, with what the gateway knows about the caller. */
export type PlatformRequest = HttpRequest & {
  requestId: string
  remoteAddress: string
  /** The API gateway's environment: test, prepub or release */
  stage?: string
}

export interface PlatformAnswer {
  status: number
  /** Names in lower case */
  headers: Record<string, string | string[]>
  /** Empty where there are `bytes`. */
  body: string
  /** A body that is not text. */
  bytes?: Buffer
}

/** A body as text where it is text. */
export function bodyOf(bytes: Buffer): Pick<PlatformAnswer, 'body' | 'bytes'> {
  return isUtf8(bytes) ? { body: bytes.toString() } : { body: '', bytes }
}

/** What stands between the platform's edge and a function, as seen on Tencent Cloud. */
const INNER_HOPS = ['11.163.17.81', '10.132.167.112']

/**
 * The client's headers as they reach a function, X-Forwarded-For with the platform's own hops. The
 * platform sets some x-scf- headers afterwards; of those that it does not set, a client's arrive as
 * they are, although they are documented as reserved.
 */
export function clientHeaders(request: PlatformRequest): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) kept[name] = value
  const { 'x-forwarded-for': given, ...others } = kept
  const hops = [request.remoteAddress, ...INNER_HOPS]
  return { ...others, 'x-forwarded-for': [...(given ? [given] : []), ...hops].join(', ') }
}
