import { STATUS_CODES } from 'node:http'
import { writeJson } from '../../contract/door/write-json'
import { type Contract } from '../../contract/model'
import { type GatewayRequest } from './incoming'
import { type GatewayReply } from './outgoing'

const JSON_HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store'
}

/** The statuses of what a gateway refuses itself, for a contract that says nothing of codes. */
const STATUSES: Record<string, number> = {
  INVALID_REQUEST: 400,
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  NOT_IMPLEMENTED: 501
}

/** The one shape of every failure: `{ code, message, requestId }` with the status of the code. */
export function failure(
  { contract }: { contract: Pick<Contract, 'codes'> },
  code: string,
  { requestId }: Pick<GatewayRequest, 'requestId'>,
  { message, headers }: { message?: string; headers?: Record<string, string> } = {}
): GatewayReply {
  const meaning = contract.codes[code]
  const status = meaning?.status ?? STATUSES[code] ?? 500
  const text = message ?? meaning?.message ?? STATUS_CODES[status] ?? code
  const reply = json(status, { code, message: text, requestId })
  const { retryAfterSeconds } = meaning ?? {}
  const retry = retryAfterSeconds && { 'retry-after': String(retryAfterSeconds) }
  return { ...reply, headers: { ...reply.headers, ...retry, ...headers } }
}

/** A reply that the gateway itself makes. */
export function json(status: number, value: unknown): GatewayReply {
  return { status, headers: JSON_HEADERS, body: writeJson(value), source: 'gateway' }
}
