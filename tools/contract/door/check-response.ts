import { bareType, fitOf } from './choose-media'
import { coerce } from './coerce'
import { type Shape } from './rules'
import { listProblems, type Validate } from './validate-input'

/** What the contract declares for a status: `200`, `2XX` or `default`. */
interface DeclaredResponse {
  status: string
  headers: { name: string; required: boolean; shape: Shape }[]
  media: { type: string }[]
}

interface SentReply {
  status: number
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>
  body: string | Uint8Array
}

/** The most specific declaration of a status. */
export function findResponse<R extends { status: string }>(
  responses: readonly R[],
  status: number
): R | undefined {
  const named = (name: string) => responses.find((known) => known.status === name)
  return named(String(status)) ?? named(`${String(status)[0]}XX`) ?? named('default')
}

/**
 * How a reply differs from what the contract declares, such as `body.products.0.stock: must be
 * integer`; empty where it does not. For development and tests. Names places, never values.
 * `validators` has `<operationId>Response:<status>[:<media type>]`.
 */
export function checkResponse(
  { operationId, responses }: { operationId: string; responses: readonly DeclaredResponse[] },
  validators: Record<string, Validate | undefined>,
  reply: SentReply
): string[] {
  const declared = findResponse(responses, reply.status)
  if (!declared) return [`status: ${reply.status} is not in the contract`]
  const name = `${operationId}Response:${declared.status}`
  return [...checkHeaders(declared, reply), ...checkBody(declared, name, validators, reply)]
}

function checkHeaders({ headers }: DeclaredResponse, reply: SentReply): string[] {
  return headers.flatMap(({ name, required, shape }) => {
    const value = reply.headers[name.toLowerCase()]
    const at = `header.${name.toLowerCase()}`
    if (value === undefined) return required ? [`${at}: is missing`] : []
    const isConverted = shape === 'integer' || shape === 'number' || shape === 'boolean'
    const read = isConverted ? coerce(String(value), shape) : value
    const isOther = isConverted && (typeof read === 'string' || isFraction(read, shape))
    return isOther ? [`${at}: must be ${shape}`] : []
  })
}

function isFraction(value: unknown, shape: Shape): boolean {
  return shape === 'integer' && !Number.isInteger(value)
}

function checkBody(
  { media }: DeclaredResponse,
  name: string,
  validators: Record<string, Validate | undefined>,
  { headers, body }: SentReply
): string[] {
  if (!media.length) return body.length ? ['body: the contract has none'] : []
  if (!body.length) return ['body: is missing']
  const sent = bareType(String(headers['content-type'] ?? ''))
  const [best] = media
    .filter(({ type }) => fitOf(type, sent))
    .sort((left, right) => fitOf(right.type, sent) - fitOf(left.type, sent))
  if (!best) return [`header.content-type: ${sent || 'none'} is not in the contract`]
  const validate = validators[`${name}:${best.type}`] ?? validators[name]
  if (!validate || !/^[^/]+\/([^/]*\+)?json$/.test(sent)) return []
  let value: unknown
  try {
    value = JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'))
  } catch {
    return ['body: not JSON']
  }
  return validate(value) ? [] : listProblems('body', validate)
}
