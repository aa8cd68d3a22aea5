import { type PhoneSettings } from '../../settings'

/** WeChat's limit (developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html). */
const MAX_CONCURRENT = 10

/** Throws WeChat's error for a request that cannot leave the phone. */
export function refuse({ network }: PhoneSettings, running: number): void {
  if (running > MAX_CONCURRENT) throw new Error('exceed max task count')
  if (network === 'domainRefused') throw new Error('url not in domain list')
  if (network === 'offline') throw new Error('net::ERR_INTERNET_DISCONNECTED')
}

/** Waits as long as a slow network takes; forever if it never answers. */
export function pause({ network, delayMs }: PhoneSettings, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (network !== 'silent') setTimeout(resolve, delayMs)
    signal.addEventListener('abort', () => reject(reasonOf(signal, new Error('abort'))))
  })
}

export function reasonOf(signal: AbortSignal, error: Error): Error {
  return signal.aborted ? (signal.reason as Error) : error
}

/** The response of a service whose database is down; nothing is sent to the gateway. */
export function unavailable() {
  const requestId = crypto.randomUUID()
  return {
    statusCode: 503,
    header: { 'x-request-id': requestId, 'x-gateway-source': 'preview', 'retry-after': '60' },
    data: { code: 'DATABASE_UNAVAILABLE', message: 'Set on the panel', requestId },
    cookies: []
  }
}
