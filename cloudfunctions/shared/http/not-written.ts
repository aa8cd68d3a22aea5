import { routes } from '../../../gateway-config/generated/contract'
import { findRoute } from '../../../tools/contract/door/find-route'
import { notWritten } from '../../../tools/contract/door/handler-file'
import { type DoorRequest } from './door-request'
import { HandlerReply } from './reply'

const ALL = Object.entries(routes).map(([operationId, { method, path }]) => ({
  operationId,
  method,
  path,
  function: segmentOf(path)
}))

/**
 * The 501 for a request whose operation is described but not served by this function. `isLocal`: the
 * answer may name the file to write.
 */
export function replyNotWritten(
  served: { path: string }[],
  { method, path, requestId }: DoorRequest,
  isLocal: boolean
): HandlerReply | undefined {
  const names = new Set(served.map((route) => segmentOf(route.path)))
  const found = findRoute(ALL, method, path)?.route
  if (!found || (names.size && !names.has(found.function))) return undefined
  const body = { ...notWritten(found, isLocal ? 'cloudfunctions' : undefined), requestId }
  return new HandlerReply(501, body, undefined, 'application/json')
}

function segmentOf(path: string): string {
  return path.split('/')[1] ?? ''
}
