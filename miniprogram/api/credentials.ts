import { securitySchemes } from './contract'
import { type Route } from './route'

interface Scheme {
  type: string
  in?: string
  key?: string
}

const schemes: Record<string, Scheme | undefined> = securitySchemes

/** Whether the session's token is sent with an operation, where there is one. */
export function takesToken(route: Route): boolean {
  return findAlternative(route).length > 0
}

/** Whether an operation can only be called with the session's token. */
export function needsToken(route: Route): boolean {
  return takesToken(route) && !route.security?.some((alternative) => !alternative.length)
}

/** Where the token goes: its place, its name there, and its text. */
export function placeToken(route: Route, token?: string) {
  if (!token) return []
  return findAlternative(route).flatMap((scheme) => {
    const {
      type,
      in: place = 'header',
      key = 'authorization'
    } = schemes[scheme] ?? { type: 'other' }
    if (type !== 'bearer' && type !== 'apiKey') return []
    return [{ place, key, text: type === 'bearer' ? `Bearer ${token}` : token }]
  })
}

/** A bearer token is preferred to a key of one's own. */
function findAlternative({ security = [], authenticated }: Route) {
  const hasBearer = security.find((alternative) =>
    alternative.some((scheme) => schemes[scheme]?.type === 'bearer')
  )
  return hasBearer ?? (authenticated ? security[0] : undefined) ?? []
}
