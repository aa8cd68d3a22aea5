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

/** Documented as reserved: what a client sends under these names never reaches a function */
const PLATFORM_HEADER = /^x-scf-/

/** The client's headers without those that only the platform may set. */
export function clientHeaders(request: HttpRequest): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !PLATFORM_HEADER.test(name)) kept[name] = value
  return kept
}
