/**
 * Checks requests against the contract. Functions and mocks share this code, so a mock refuses
 * exactly what production refuses.
 */
import { findRoute, methodsOf } from './find-route'

export type HttpMethod = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH'

/** An HTTP request with header names in lower case and the body as text. */
export interface HttpRequest {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string | undefined>
  body: string
}

interface SchemaError {
  instancePath: string
  keyword: string
  message?: string
  params: Record<string, unknown>
}

/** A validator compiled by ajv, which leaves the errors of the last call on the function. */
export type Validate = ((value: unknown) => boolean) & { errors?: SchemaError[] | null }

export interface Route {
  operationId: string
  method: HttpMethod
  path: string
  authenticated: boolean
  checkBody?: Validate
  checkQuery: Validate
}

interface Refusal {
  code:
    | 'NOT_FOUND'
    | 'METHOD_NOT_ALLOWED'
    | 'INVALID_REQUEST'
    | 'PAYLOAD_TOO_LARGE'
    | 'UNSUPPORTED_MEDIA_TYPE'
  message?: string
  headers?: Record<string, string>
}

/** The body of a request that the contract allows, or why it is refused. */
type CheckedInput = { body: unknown } | { refusal: Refusal }

type Checked<R extends Route> =
  { route: R; params: Record<string, string>; body: unknown } | { refusal: Refusal }

export const MAX_BODY_BYTES = 8192

/** Finds the route, then checks query and body; the first failure in this order is the refusal. */
export function checkRequest<R extends Route>(routes: R[], request: HttpRequest): Checked<R> {
  const { method, path } = request
  const found = findRoute(routes, method, path)
  if (!found) {
    const allow = methodsOf(routes, path).join(', ')
    return {
      refusal: allow ? { code: 'METHOD_NOT_ALLOWED', headers: { allow } } : { code: 'NOT_FOUND' }
    }
  }
  const input = checkInput(found.route, request)
  return 'refusal' in input ? input : { ...found, ...input }
}

/** Checks query and body of a request whose route is known. */
export function checkInput(route: Route, request: HttpRequest): CheckedInput {
  if (!route.checkQuery(request.query))
    return { refusal: { code: 'INVALID_REQUEST', message: describe('query', route.checkQuery) } }
  // a character has at most three bytes, so a short body needs no counting
  const mayBeLong = request.body.length * 3 > MAX_BODY_BYTES
  if (mayBeLong && Buffer.byteLength(request.body) > MAX_BODY_BYTES)
    return { refusal: { code: 'PAYLOAD_TOO_LARGE' } }
  if (!route.checkBody) return { body: undefined }

  if (!/^application\/json *(;|$)/i.test(request.headers['content-type'] ?? ''))
    return { refusal: { code: 'UNSUPPORTED_MEDIA_TYPE' } }
  let body: unknown
  try {
    body = JSON.parse(request.body)
  } catch {
    return { refusal: { code: 'INVALID_REQUEST', message: 'body: not JSON' } }
  }
  if (!route.checkBody(body))
    return { refusal: { code: 'INVALID_REQUEST', message: describe('body', route.checkBody) } }
  return { body }
}

/** Describes what is wrong without repeating a value, which may be a code or a token. */
function describe(where: 'query' | 'body', validate: Validate): string {
  const error = validate.errors?.[0]
  if (!error) return `${where}: not valid`
  const at = where + error.instancePath.replaceAll('/', '.')
  if (error.keyword === 'required')
    return `${at}: "${String(error.params.missingProperty)}" is missing`
  if (error.keyword !== 'additionalProperties') return `${at}: ${error.message ?? 'not valid'}`
  const key = String(error.params.additionalProperty)
  if (where === 'query' && /code|token|key|secret|authorization/i.test(key))
    return 'query: never put a code or a token into an address'
  // a wx.login code has 32 characters, so a long key could be one
  return /^[\w.-]{1,24}$/.test(key) ? `${at}: unknown key "${key}"` : `${at}: unknown key`
}
