import { encodeBase64 } from './base64'
import { securitySchemes } from './contract'
import { type Route } from './route'

interface Scheme {
  type: string
  in?: string
  key?: string
}

/**
 * The credentials of security schemes that have nothing to do with the session, by scheme: a key, a
 * bearer's token, or `user:password`. Asked for at each call; undefined where there is none.
 */
export type Credentials = Partial<Record<string, () => string | undefined>>

/** Whether an operation is sent with the session's token: never, where there is one, or always. */
export type TokenUse = 'never' | 'optional' | 'always'

interface Placed {
  place: string
  key: string
  text: string
}

const schemes: Record<string, Scheme | undefined> = securitySchemes

export function tokenUse(route: Route, own: Credentials): TokenUse {
  const { security = [] } = route
  const withToken = security.some((all) => isMet(all, route, own, true))
  if (!withToken) return 'never'
  return security.some((all) => isMet(all, route, own, false)) ? 'optional' : 'always'
}

/** Where the credentials go: of the first alternative that all are there for, one with the token first. */
export function placeCredentials(route: Route, own: Credentials, token?: string): Placed[] {
  const { security = [] } = route
  const met = (hasToken: boolean) => security.filter((all) => isMet(all, route, own, hasToken))
  const [chosen = []] = [...(token ? met(true) : []), ...met(false).filter((all) => all.length)]
  const ofToken = takersOf(chosen, route, own)
  return chosen.flatMap((name) => {
    const credential = ofToken.includes(name) ? token : own[name]?.()
    return credential === undefined ? [] : placeOne(schemes[name], credential)
  })
}

/** Whether an alternative has all that it asks for; with a token, one that has no use for it has not. */
function isMet(all: readonly string[], route: Route, own: Credentials, hasToken: boolean): boolean {
  const takers = takersOf(all, route, own)
  if (hasToken !== takers.length > 0) return false
  return all.every((name) => takers.includes(name) || own[name]?.() !== undefined)
}

/**
 * The schemes of an alternative that take the session's token: bearers, or else a key where every
 * caller has a session.
 */
function takersOf(all: readonly string[], { authenticated }: Route, own: Credentials): string[] {
  const others = all.filter((name) => !own[name])
  const bearers = others.filter((name) => schemes[name]?.type === 'bearer')
  if (bearers.length || !authenticated) return bearers
  return others.filter((name) => schemes[name]?.type === 'apiKey')
}

function placeOne(scheme: Scheme | undefined, credential: string): Placed[] {
  const { type, in: place = 'header', key = 'authorization' } = scheme ?? { type: 'other' }
  if (type === 'bearer') return [{ place, key, text: `Bearer ${credential}` }]
  if (type === 'basic') return [{ place, key, text: `Basic ${encodeBase64(credential)}` }]
  return type === 'apiKey' ? [{ place, key, text: credential }] : []
}
