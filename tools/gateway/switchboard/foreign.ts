import type { GatewayRequest } from '../types'
import { nameOf } from './pick-environment'

const LOCAL_NAME = /^(127\.\d+\.\d+\.\d+|\[::1\]|([a-z0-9-]+\.)*localhost)$/

/**
 * Whether a page that this gateway did not serve may be behind a request. Such a page must not change
 * what answers here, and a name that leads to this machine only since a moment ago (DNS rebinding)
 * makes a foreign page look like ours: so the name must be a local one.
 */
export function isForeign(request: Pick<GatewayRequest, 'headers' | 'method'>): boolean {
  const { host = '', origin, 'sec-fetch-site': site = 'none' } = request.headers
  if (!LOCAL_NAME.test(nameOf(host))) return true
  // following a link to a page, or reading without being shown what came back, changes nothing
  if (request.method === 'GET' || request.method === 'HEAD') return false
  if (site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== `http://${host}`
}
