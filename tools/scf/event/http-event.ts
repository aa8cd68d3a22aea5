import { isUtf8 } from 'node:buffer'
import { clientHeaders, type PlatformRequest } from '../http'

/** The event of a function URL: cloud.tencent.com/document/product/583/96099 */
export function urlEvent(request: PlatformRequest) {
  return {
    ...eventBody(request),
    headers: { ...clientHeaders(request), 'x-scf-remote-addr': request.remoteAddress },
    httpMethod: request.method,
    path: request.path,
    queryString: queryOf(request)
  }
}

/**
 * The event of an API gateway trigger: cloud.tencent.com/document/product/583/12513. Header names
 * keep the client's spelling there. Ours arrive in lower case and get the capitals that most clients
 * use.
 */
export function apigwEvent(request: PlatformRequest) {
  const { stage = 'release' } = request
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), value]]
  )
  return {
    requestContext: {
      serviceId: 'service-local',
      path: request.path,
      httpMethod: request.method,
      requestId: request.requestId,
      identity: {},
      sourceIp: request.remoteAddress,
      stage
    },
    headers: Object.fromEntries(headers) as Record<string, string>,
    isBase64Encoded: false,
    ...eventBody(request),
    pathParameters: {},
    queryStringParameters: {},
    headerParameters: {},
    stageVariables: { stage },
    path: request.path,
    queryString: queryOf(request),
    httpMethod: request.method
  }
}

/** Bytes that are not text arrive as base64. */
function eventBody({ body }: PlatformRequest) {
  return isUtf8(body)
    ? { body: body.toString() }
    : { body: body.toString('base64'), isBase64Encoded: true }
}

/** Decoded; a name that was given twice has a list (not documented). */
function queryOf({ rawQuery }: PlatformRequest): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  const given = new URLSearchParams(rawQuery)
  for (const name of given.keys()) {
    const [first = '', ...others] = given.getAll(name)
    query[name] = others.length ? [first, ...others] : first
  }
  return query
}
