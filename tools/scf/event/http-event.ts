import { clientHeaders, type PlatformRequest } from '../http'

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
