import { headerProblem } from '../../contract/check/check-headers'
import { findResponse } from '../../contract/door/check-response'
import { chooseMedia, fitOf } from '../../contract/door/choose-media'
import { writeJson } from '../../contract/door/write-json'
import { type Contract, type Example, type Operation } from '../../contract/model'
import { type GatewayReply, RESERVED_HEADERS } from '../server/outgoing'
import { madePicture } from './made-pictures'

const JSON_TYPE = 'application/json'

export function findOperation({ operations }: Contract, operationId: string): Operation {
  const operation = operations.find((known) => known.operationId === operationId)
  if (!operation) throw new Error(`the contract has no operation ${operationId}`)
  return operation
}

/** Answers when nothing else decides: the first success, or what is closest to one. */
export function defaultExample({ operationId, examples }: Operation): Example {
  const below = (status: number) => examples.find((example) => example.status < status)
  const example = below(300) ?? below(400) ?? examples[0]
  if (!example) throw new Error(`${operationId} has no answer in the contract`)
  return example
}

export function exampleNamed(
  { examples }: Operation,
  name: string | undefined
): Example | undefined {
  return examples.find((example) => example.name === name)
}

/** The one for a status: declared for it, else for its range, else by default. */
export function exampleOfStatus(examples: Example[], status: number): Example | undefined {
  const exact = examples.find((known) => known.status === status)
  if (exact) return exact
  const declaredAs = (name: string) =>
    examples.find(({ declared }) => declared.toUpperCase() === name)
  const covering = declaredAs(`${String(status)[0]}XX`) ?? declaredAs('DEFAULT')
  return covering && { ...covering, status }
}

/** The example of the same answer in the media type that the caller accepts, where there are several. */
export function acceptedForm(
  { examples }: Operation,
  chosen: Example,
  accept: string | undefined
): Example {
  const forms = examples.filter(({ status, mediaType }) => status === chosen.status && mediaType)
  if (forms.every(({ mediaType }) => mediaType === forms[0]?.mediaType)) return chosen
  const types = [...new Set(forms.map(({ mediaType = '' }) => mediaType))]
  const type = chooseMedia(accept, types)
  if (type === undefined || type === chosen.mediaType) return chosen
  const inType = forms.filter(({ mediaType }) => mediaType === type)
  return inType.find(({ name }) => name === chosen.name) ?? inType[0] ?? chosen
}

/** An example as a reply to one request; `value` is what a scenario made of it. */
export function toReply(
  contract: Contract,
  operation: Operation,
  example: Example,
  requestId: string,
  value = example.value
): GatewayReply {
  const { status, name } = example
  const body = bodyOf(example, withRequestId(value, requestId))
  const source = `mock:${nameInHeader(name)}`
  return { status, headers: headersFor(contract, operation, example), body, source }
}

/** An example's name as headers can have it: what is not ASCII is percent-encoded. */
export function nameInHeader(name: string): string {
  return name.replace(/[^\x20-\x7e]+/gu, (text) => encodeURIComponent(text))
}

const headers = new WeakMap<Example, Record<string, string>>()

/** The headers that the contract declares for an answer, with their examples. */
export function headersFor(
  contract: Contract,
  operation: Operation,
  example: Example
): Record<string, string> {
  const known = headers.get(example) ?? listHeaders(contract, operation, example)
  headers.set(example, known)
  return known
}

function listHeaders(
  { codes }: Contract,
  { responses }: Operation,
  example: Example
): Record<string, string> {
  const { status, mediaType, value } = example
  const { code } = (value ?? {}) as { code?: string }
  const { retryAfterSeconds } = (status >= 400 && code && codes[code]) || {}
  const declared = findResponse(responses, status)?.headers ?? []
  return {
    'cache-control': 'no-store',
    ...(mediaType && value !== undefined && { 'content-type': contentTypeOf(example, mediaType) }),
    ...(retryAfterSeconds && { 'retry-after': String(retryAfterSeconds) }),
    ...Object.fromEntries(
      declared.flatMap(({ name, example }) =>
        example === undefined || !isSendable(name, example) ? [] : [[name.toLowerCase(), example]]
      )
    )
  }
}

/** What HTTP forbids is named when the contract is checked. */
function isSendable(name: string, example: string): boolean {
  return !RESERVED_HEADERS.has(name.toLowerCase()) && headerProblem(name, example) === undefined
}

/** Text in UTF-8 says so. A range such as `image/*` is not a type to send. */
function contentTypeOf({ isMade, value }: Example, mediaType: string): string {
  const picture = isMade && madePicture(mediaType)
  if (picture) return picture.type
  if (mediaType.includes('*'))
    return fitOf(mediaType, JSON_TYPE) && typeof value !== 'string'
      ? `${JSON_TYPE}; charset=utf-8`
      : 'application/octet-stream'
  const isText = isJson(mediaType) || /^text\//i.test(mediaType)
  return isText && !mediaType.includes('charset') ? `${mediaType}; charset=utf-8` : mediaType
}

/** Text in another media type than JSON is sent as the contract has it. */
export function bodyOf({ mediaType = '', isMade }: Example, value: unknown): string | Buffer {
  if (value === undefined) return ''
  const picture = isMade && madePicture(mediaType)
  if (picture) return picture.bytes
  return typeof value === 'string' && !isJson(mediaType) ? value : writeJson(value)
}

function isJson(mediaType: string): boolean {
  return /^[^/]+\/([^/;]*\+)?json *(;|$)/i.test(mediaType)
}

/** The value with the request's own id, if it has one. */
function withRequestId(value: unknown, requestId: string): unknown {
  const { requestId: example } = (value ?? {}) as { requestId?: unknown }
  return typeof example === 'string' ? { ...(value as object), requestId } : value
}
