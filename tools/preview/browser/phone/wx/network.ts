import type { Settings } from '../../settings'
import type { RequestResult } from './request'

/** WeChat refuses the eleventh (developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html). */
const AT_ONCE = 10

/** Throws what WeChat says of a request that does not leave the phone. */
export function refuse({ network }: Settings, running: number): void {
  if (running > AT_ONCE) throw new Error('exceed max task count')
  if (network === 'domainRefused') throw new Error('url not in domain list')
  if (network === 'offline') throw new Error('net::ERR_INTERNET_DISCONNECTED')
}

/** A slow network, or one that never answers. */
export function pause({ network, delayMs }: Settings, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (network !== 'silent') setTimeout(resolve, delayMs)
    signal.addEventListener('abort', () => reject(reasonOf(signal, new Error('abort'))))
  })
}

export function reasonOf(signal: AbortSignal, error: Error): Error {
  return signal.aborted ? (signal.reason as Error) : error
}

/** What a service says whose database is away, whatever answers behind the gateway. */
export function unavailable(): RequestResult {
  const requestId = crypto.randomUUID()
  return {
    statusCode: 503,
    data: { code: 'DATABASE_UNAVAILABLE', message: 'The panel says so', requestId },
    header: { 'x-request-id': requestId, 'x-gateway-source': 'preview', 'retry-after': '60' },
    cookies: [],
    errMsg: 'request:ok'
  }
}
