import { WAFER_SKEY_INVALID, isWaferCall } from '../../contract/door/wafer'
import type { GatewayRequest, GatewayRoute, Reply } from '../types'

/** A reply as the functions give it to a client that has its token in X-WX-Skey. */
export function forWafer(route: GatewayRoute, request: GatewayRequest, reply: Reply): Reply {
  const { status, body } = reply
  if (!route.authenticated || !isWaferCall(request) || typeof body !== 'string') return reply
  if (status === 200) return { ...reply, body: `{"code":0,"data":${body}}` }
  return status === 401 ? { ...reply, body: JSON.stringify(WAFER_SKEY_INVALID) } : reply
}
