/** How clients on wafer2-client-sdk are answered, by functions and mocks alike. */
import type { HttpRequest } from './request-check'

/**
 * wafer2-client-sdk takes `code: -1` (and status 401) for a dead session: it logs in and sends the
 * request again. Nothing else may look like that.
 */
export const WAFER_SKEY_INVALID = { code: -1, error: 'ERR_SKEY_INVALID' } as const

/** Whether the caller expects results as `{ code: 0, data }`. */
export function isWaferCall({ headers }: Pick<HttpRequest, 'headers'>): boolean {
  return headers['x-wx-skey'] !== undefined && headers.authorization === undefined
}
