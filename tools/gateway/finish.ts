import type { FinishedCall, GatewayRequest, GatewayRoute, Reply, Table } from './types'

/** What may be told of a call once its reply is known. */
export function describeCall(
  { environment }: Table,
  request: GatewayRequest,
  route: GatewayRoute | undefined,
  { status, source, fault }: Reply,
  startedAt: number
): FinishedCall {
  return {
    at: new Date(),
    requestId: request.requestId,
    environment,
    operationId: route?.operationId,
    method: request.method,
    path: route?.path ?? cutPath(request.path),
    ...(fault !== 'close' && { status }),
    ms: performance.now() - startedAt,
    source
  }
}

export function callLine({ method, path, status, ms, source }: FinishedCall): string {
  return `${method} ${path} ${status ?? 'closed'} ${ms.toFixed(1)} ms ${source}`
}

/** An unknown path may hold anything, a token too: what is long is cut. */
function cutPath(path: string): string {
  return path.replace(/[^/]{25,}/g, (segment) => `${segment.slice(0, 4)}…`).slice(0, 200)
}
