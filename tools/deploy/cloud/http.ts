import { createRequire } from 'node:module'
import path from 'node:path'

/** The part of an answer that is used. */
export interface HttpAnswer {
  status: number
  headers: { get: (name: string) => string | null }
  buffer: () => Promise<Buffer>
}

type Fetch = (url: string, options: object) => Promise<HttpAnswer>

/**
 * Asks an address as the SDK asks the cloud's APIs, through the proxy of `http_proxy` where there
 * is one. Rejects after `timeoutMs`, and when there is no answer.
 */
export async function ask(
  url: string,
  { method = 'GET', timeoutMs, maxBytes = 0 }: AskOptions
): Promise<HttpAnswer> {
  const { default: fetch } = createRequire(path.join(__dirname, '../../../deploy', 'package.json'))(
    'tencentcloud-sdk-nodejs/tencentcloud/common/http/fetch'
  ) as { default: Fetch }
  const signal = AbortSignal.timeout(timeoutMs)
  return fetch(url, { method, signal, size: maxBytes, redirect: 'manual' })
}

export interface AskOptions {
  method?: 'GET' | 'HEAD'
  timeoutMs: number
  /** A body that is longer is not read to its end; 0 is no limit */
  maxBytes?: number
}
