import { type HttpRequest } from '../../../tools/contract/door/request-check'

/** A request as both doors hand it in. */
export type DoorRequest = HttpRequest & {
  requestId: string
  /** The caller's, as the platform saw it; undefined where only the platform's own is known. */
  remoteAddress?: string
  /** What the platform still grants. */
  remainingMs: number
}
