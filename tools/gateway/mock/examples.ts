import { type Contract, type Example, type Operation } from '../../contract/model'
import { type GatewayReply } from '../server/outgoing'

export function findOperation({ operations }: Contract, operationId: string): Operation {
  const operation = operations.find((known) => known.operationId === operationId)
  if (!operation) throw new Error(`the contract has no operation ${operationId}`)
  return operation
}

/** The first successful example, which answers when nothing else decides. */
export function defaultExample({ operationId, examples }: Operation): Example {
  const example = examples.find(({ status }) => status < 300)
  if (!example) throw new Error(`${operationId} has no successful example`)
  return example
}

export function exampleNamed(
  { examples }: Operation,
  name: string | undefined
): Example | undefined {
  return examples.find((example) => example.name === name)
}

/** An example as a reply to one request; `value` is what a scenario made of it. */
export function toReply(
  contract: Contract,
  example: Example,
  requestId: string,
  value = example.value
): GatewayReply {
  const { status, name } = example
  const body = withRequestId(value, requestId)
  const source = `mock:${name}`
  return { status, headers: headersFor(contract, status, value), body, source }
}

export function headersFor(
  { codes }: Contract,
  status: number,
  value: unknown
): Record<string, string> {
  const { code } = (value ?? {}) as { code?: string }
  const { retryAfterSeconds } = (status >= 400 && code && codes[code]) || {}
  return {
    'cache-control': 'no-store',
    ...(value !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...(retryAfterSeconds && { 'retry-after': String(retryAfterSeconds) })
  }
}

/** The body as JSON; the example's `requestId`, if it has one, becomes the request's own. */
function withRequestId(value: unknown, requestId: string): string {
  if (value === undefined) return ''
  const { requestId: example } = (value ?? {}) as { requestId?: unknown }
  return JSON.stringify(typeof example === 'string' ? { ...(value as object), requestId } : value)
}
