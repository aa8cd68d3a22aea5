import { type Refusal } from '../../contract/door/request-check'
import { type Operation } from '../../contract/model'
import { type RoutingTable } from '../routing/table'
import { failure } from '../server/failure'
import { type GatewayRequest } from '../server/incoming'
import { type GatewayReply } from '../server/outgoing'
import { exampleOfStatus, nameInHeader, toReply } from './examples'

/**
 * Refuses a call as functions do. Somebody else's contract has words of its own for that: where it
 * lists no codes, the answer is what it declares for the status, and the reason is in
 * X-Gateway-Refusal.
 */
export function refuse(
  table: RoutingTable,
  operation: Operation,
  request: GatewayRequest,
  refusal: Pick<Refusal, 'message' | 'headers'> & { code: string }
): GatewayReply {
  const reply = failure(table, refusal.code, request, refusal)
  if (Object.keys(table.contract.codes).length) return reply
  const failures = operation.examples.filter(({ status }) => status >= 400)
  const example = exampleOfStatus(failures, reply.status)
  if (!example || example.value === undefined) return reply
  const own = toReply(table.contract, operation, example, request.requestId)
  const reason = nameInHeader(refusal.message ?? refusal.code)
  return { ...own, headers: { ...own.headers, ...refusal.headers, 'x-gateway-refusal': reason } }
}
