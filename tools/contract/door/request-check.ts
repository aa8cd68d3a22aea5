/**
 * Checks requests against the contract. Functions and mocks share this code, so a mock refuses
 * exactly what production refuses.
 */
import { findRoute, matchPath, methodsOf } from './find-route'
import { headBytes, MAX_HEAD_BYTES } from './head-size'
import { findMedia, isCharsetKnown, isParsed, MAX_BODY_BYTES, readBody } from './read-body'
import { MAX_PARSED_BYTES } from './read-named'
import { InputProblem } from './read-pairs'
import { type Parameters, readParameters } from './read-parameters'
import { type BodyRule, type MediaRule, type ParameterRule, type Requirement } from './rules'
import { type Validate, validateBody, validateParameters } from './validate-input'

export { type Validate } from './validate-input'

export type HttpMethod = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH'

export interface HttpRequest {
  method: string
  /** Still percent-encoded, without the query. */
  path: string
  /** `a=1&b=2`, still percent-encoded. */
  rawQuery: string
  /** Names in lower case. */
  headers: Record<string, string | undefined>
  body: Buffer
}

export interface Route {
  operationId: string
  method: HttpMethod
  path: string
  parameters: readonly ParameterRule[]
  /** Left out where the operation takes none. */
  body?: BodyRule
  /** Alternatives; none where the operation is public. */
  security: readonly Requirement[]
  /** Names of query parameters that carry credentials. */
  credentialsInQuery?: readonly string[]
  checkParameters?: Validate
  /** The validator of a body of this type, if it has one. */
  checkBody(media: MediaRule): Validate | undefined
}

export interface Input extends Parameters {
  /** undefined where none was sent; its kind is that of its media type. */
  body: unknown
  /** As the contract declares it. */
  mediaType?: string
}

export interface Refusal {
  code:
    | 'NOT_FOUND'
    | 'METHOD_NOT_ALLOWED'
    | 'INVALID_REQUEST'
    | 'PAYLOAD_TOO_LARGE'
    | 'UNSUPPORTED_MEDIA_TYPE'
  message?: string
  headers?: Record<string, string>
}

/** A request that the contract allows, or why it is refused. */
type CheckedInput = { input: Input } | { refusal: Refusal }

type Checked<R extends Route> = { route: R; input: Input } | { refusal: Refusal; route?: R }

/** Finds the route, then checks parameters and body; the first failure is the refusal. */
export function checkRequest<R extends Route>(
  routes: readonly R[],
  request: HttpRequest
): Checked<R> {
  const { method, path } = request
  if (headBytes(request) > MAX_HEAD_BYTES)
    return refuse('INVALID_REQUEST', `address and headers: more than ${MAX_HEAD_BYTES} bytes`)
  if (path.includes('%') && !isDecodable(path))
    return refuse('INVALID_REQUEST', 'path: malformed percent-encoding')
  const found = findRoute(routes, method, path)
  if (!found) {
    const allow = methodsOf(routes, path).join(', ')
    return {
      refusal: allow ? { code: 'METHOD_NOT_ALLOWED', headers: { allow } } : { code: 'NOT_FOUND' }
    }
  }
  const { route, params } = found
  return Object.assign(checkInput(route, request, params), { route })
}

/** Checks parameters and body of a request whose route is known. */
export function checkInput(
  route: Route,
  request: HttpRequest,
  path = matchPath(route.path, request.path) ?? {}
): CheckedInput {
  try {
    const parameters = readParameters(route.parameters, {
      rawQuery: request.rawQuery,
      path,
      headers: request.headers,
      credentials: route.credentialsInQuery
    })
    validateParameters(route.checkParameters, parameters)
    const checked = checkBody(route, request)
    if ('refusal' in checked) return checked
    const { query, header, cookie } = parameters
    const { body, mediaType } = checked
    return { input: { query, path: parameters.path, header, cookie, body, mediaType } }
  } catch (error) {
    if (error instanceof InputProblem) return refuse('INVALID_REQUEST', error.message)
    throw error
  }
}

function checkBody(
  route: Route,
  { headers, body: bytes }: HttpRequest
): Pick<Input, 'body' | 'mediaType'> | { refusal: Refusal } {
  const { body: rule } = route
  const { 'content-type': contentType = '', 'content-encoding': coding = 'identity' } = headers
  const media = rule && findMedia(rule, contentType)
  const { maxBytes = MAX_BODY_BYTES } = rule ?? {}
  const most = media && isParsed(media) ? Math.min(maxBytes, MAX_PARSED_BYTES) : maxBytes
  if (bytes.length > most) return refuse('PAYLOAD_TOO_LARGE', `body: more than ${most} bytes`)
  if (!rule || (!bytes.length && !rule.required)) return { body: undefined }

  if (coding.trim().toLowerCase() !== 'identity')
    return refuse('UNSUPPORTED_MEDIA_TYPE', 'Send the body without a Content-Encoding')
  if (!media) {
    const types = rule.media.map(({ type }) => type).join(' or ')
    return refuse('UNSUPPORTED_MEDIA_TYPE', `Send the body as ${types}`)
  }
  if (media.kind === 'text' && !isCharsetKnown(contentType))
    return refuse('UNSUPPORTED_MEDIA_TYPE', 'Send the body in UTF-8')
  const body = validateBody(route.checkBody(media), readBody(bytes, media, contentType))
  return { body, mediaType: media.type }
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function refuse(code: Refusal['code'], message: string): { refusal: Refusal } {
  return { refusal: { code, message } }
}
