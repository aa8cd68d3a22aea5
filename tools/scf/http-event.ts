import type { HttpRequest } from '../contract/door/request-check'

/**
 * An HTTP request as it reaches the platform: what the gateway read, and what it knows about the
 * caller.
 */
export type PlatformRequest = HttpRequest & {
  requestId: string
  remoteAddress: string
  /** The API gateway's environment: test, prepub or release */
  stage?: string
}

/**
 * Documented as not customisable: what a client sends under these names never reaches a function
 */
const PLATFORM_HEADER = /^x-scf-/

/** The event of a function URL: cloud.tencent.com/document/product/583/96099 */
export function urlEvent(request: PlatformRequest) {
  return {
    body: request.body,
    headers: { ...clientHeaders(request), 'x-scf-remote-addr': request.remoteAddress },
    httpMethod: request.method,
    path: request.path,
    queryString: request.query
  }
}

/**
 * The event of an API gateway trigger: cloud.tencent.com/document/product/583/12513. Header names
 * come as the client wrote them; ours arrive in lower case, so they get the capitals that most
 * clients write.
 */
export function apigwEvent(request: PlatformRequest) {
  const { stage = 'release' } = request
  const named = Object.entries(request.headers).flatMap(([name, value]) =>
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
    headers: Object.fromEntries(named) as Record<string, string>,
    body: request.body,
    isBase64Encoded: false,
    pathParameters: {},
    queryStringParameters: {},
    headerParameters: {},
    stageVariables: { stage },
    path: request.path,
    queryString: request.query,
    httpMethod: request.method
  }
}

/** The client's headers without those that only the platform may set. */
export function clientHeaders(request: HttpRequest): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !PLATFORM_HEADER.test(name)) kept[name] = value
  return kept
}
