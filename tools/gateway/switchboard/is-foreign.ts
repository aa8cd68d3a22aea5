import { type GatewayRequest } from '../server/incoming'
import { hostName } from './pick-environment'

const LOCAL_NAME = /^(127\.\d+\.\d+\.\d+|\[::1\]|([a-z0-9-]+\.)*localhost)$/i

/**
 * Whether a request may come from a page that this gateway did not serve. Such a page must not change
 * what answers here. DNS rebinding makes a foreign page look like one of ours by pointing its name at
 * this machine, so the host must have a local name.
 */
export function isForeign(request: Pick<GatewayRequest, 'headers' | 'method'>): boolean {
  const { host = '', origin, 'sec-fetch-site': site = 'none' } = request.headers
  if (!LOCAL_NAME.test(hostName(host))) return true
  // following a link, or reading what the browser will not show, changes nothing
  if (request.method === 'GET' || request.method === 'HEAD') return false
  if (site !== 'same-origin' && site !== 'none') return true
  return origin !== undefined && origin !== `http://${host}`
}
