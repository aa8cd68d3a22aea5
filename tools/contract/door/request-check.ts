/**
 * The contract at the door: is this request one that the contract allows? Functions and the mock
 * gateway ask the same question here, so a mock refuses exactly what production refuses.
 */
export type HttpMethod = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH'

/** A door's view of an HTTP request: header names in lower case, the body as text. */
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

/** A validator that ajv has compiled; its last errors hang on the function itself. */
export type Validate = ((value: unknown) => boolean) & { errors?: SchemaError[] | null }

export interface Route {
  operationId: string
  method: HttpMethod
  path: string
  authenticated: boolean
  checkBody?: Validate
  checkQuery: Validate
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

/** What a request holds that the contract allows, or why it is refused. */
export type CheckedInput = { body: unknown } | { refusal: Refusal }

export type Checked<R extends Route> =
  { route: R; params: Record<string, string>; body: unknown } | { refusal: Refusal }

export const MAX_BODY_BYTES = 8192

/** Finds the route and checks query and body, in the order in which HTTP would tell the client. */
export function checkRequest<R extends Route>(routes: R[], request: HttpRequest): Checked<R> {
  const here = routes.flatMap((route) => {
    const params = matchPath(route.path, request.path)
    return params ? [{ route, params }] : []
  })
  if (!here.length) return { refusal: { code: 'NOT_FOUND' } }
  const match = here.find(({ route }) => route.method === request.method)
  if (!match) {
    const allow = here.map(({ route }) => route.method).join(', ')
    return { refusal: { code: 'METHOD_NOT_ALLOWED', headers: { allow } } }
  }
  const input = checkInput(match.route, request)
  return 'refusal' in input ? input : { ...match, ...input }
}

/** Checks query and body of a request whose route is known. */
export function checkInput(route: Route, request: HttpRequest): CheckedInput {
  if (!route.checkQuery(request.query))
    return { refusal: { code: 'INVALID_REQUEST', message: describe('query', route.checkQuery) } }
  // a character has three bytes at most: a short body needs no counting
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

export function matchPath(template: string, path: string): Record<string, string> | undefined {
  if (template === path) return {}
  if (!template.includes('{')) return undefined
  const wanted = template.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, segment] of wanted.entries()) {
    const value = given[i] ?? ''
    if (segment.startsWith('{') && value) params[segment.slice(1, -1)] = value
    else if (segment !== value) return undefined
  }
  return params
}

/** Says what is wrong without repeating a value: it may be a code or a token. */
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
  // a wx.login code is 32 characters long: a longer key could be one
  return /^[\w.-]{1,24}$/.test(key) ? `${at}: unknown key "${key}"` : `${at}: unknown key`
}
