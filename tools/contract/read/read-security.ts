import { type Requirement, type SecurityScheme } from '../door/rules'
import { type OpenApi, type SecurityNode, type SecuritySchemeNode } from './openapi'

/** The schemes that this project resolves to a session. */
const SESSION_SCHEMES = ['sessionToken', 'waferSkey']

/** The alternatives of an operation; none where it is public. */
export function readSecurity(nodes: SecurityNode[]): Requirement[] {
  const alternatives = nodes.map((node) =>
    Object.entries(node).map(([scheme, scopes]) => ({ scheme, scopes }))
  )
  return alternatives.every((schemes) => schemes.length === 0) ? [] : alternatives
}

/** Whether every caller that is let in has a session. */
export function isAuthenticated(security: Requirement[]): boolean {
  return (
    security.length > 0 &&
    security.every((schemes) => schemes.some(({ scheme }) => SESSION_SCHEMES.includes(scheme)))
  )
}

export function readSecuritySchemes({ components }: OpenApi): Record<string, SecurityScheme> {
  return Object.fromEntries(
    Object.entries(components?.securitySchemes ?? {}).map(([name, node]) => [
      name,
      readScheme(node)
    ])
  )
}

function readScheme({
  type,
  scheme = '',
  in: place,
  name: key
}: SecuritySchemeNode): SecurityScheme {
  if (type === 'apiKey')
    return { type, in: place, key: place === 'header' ? key?.toLowerCase() : key }
  const isHttp = type === 'http'
  const kind = scheme.toLowerCase()
  if (isHttp && (kind === 'bearer' || kind === 'basic'))
    return { type: kind, in: 'header', key: 'authorization' }
  // tokens of OAuth 2 and OpenID Connect are bearer tokens
  const isBearer = type === 'oauth2' || type === 'openIdConnect'
  return isBearer ? { type: 'bearer', in: 'header', key: 'authorization' } : { type: 'other' }
}
