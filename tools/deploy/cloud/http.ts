import fetch from 'tencentcloud-sdk-nodejs/tencentcloud/common/http/fetch'

interface RequestOptions {
  method?: 'GET' | 'HEAD'
  timeoutMs: number
  headers?: Record<string, string>
  /** A longer body is an error; 0 means no limit. */
  maxBytes?: number
}

/** The part of node-fetch's response that is used. */
interface HttpResponse {
  status: number
  headers: { get: (name: string) => string | null }
  buffer: () => Promise<Buffer>
}

/**
 * Requests an address as the SDK does, through `http_proxy` if there is one. Rejects after
 * `timeoutMs` or when there is no answer.
 */
export function request(
  url: string,
  { method = 'GET', timeoutMs, headers = {}, maxBytes = 0 }: RequestOptions
): Promise<HttpResponse> {
  const signal = AbortSignal.timeout(timeoutMs)
  const options = { method, headers, signal, size: maxBytes, redirect: 'manual' }
  // without @types/node-fetch the SDK's own types are incomplete
  return (fetch as (url: string, options: object) => Promise<HttpResponse>)(url, options)
}
