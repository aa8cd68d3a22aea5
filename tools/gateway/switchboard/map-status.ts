import type { Reply } from '../types'

type StatusMap = Record<string, number> | undefined

/** A reply with the status that its route's clients know. */
export function mapStatus(reply: Reply | Promise<Reply>, statusMap: StatusMap) {
  if (!statusMap) return reply
  return reply instanceof Promise
    ? reply.then((ready) => mapReady(ready, statusMap))
    : mapReady(reply, statusMap)
}

function mapReady(reply: Reply, statusMap: Record<string, number>): Reply {
  const status = statusMap[reply.status]
  return status === undefined ? reply : { ...reply, status }
}
