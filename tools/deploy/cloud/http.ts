import fetch from 'tencentcloud-sdk-nodejs/tencentcloud/common/http/fetch'

interface RequestOptions {
  method?: 'GET' | 'HEAD'
  timeoutMs: number
  /** A longer body is an error; 0 means no limit. */
  maxBytes?: number
}

/**
 * Requests an address as the SDK does, through `http_proxy` if there is one. Rejects after
 * `timeoutMs` or when there is no answer.
 */
export function request(url: string, { method = 'GET', timeoutMs, maxBytes = 0 }: RequestOptions) {
  const signal = AbortSignal.timeout(timeoutMs)
  return fetch(url, { method, signal, size: maxBytes, redirect: 'manual' })
}
