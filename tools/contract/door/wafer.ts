/** What clients that use wafer2-client-sdk expect; shared by functions and mocks. */
import { type HttpRequest } from './request-check'

/**
 * wafer2-client-sdk treats `code: -1` with status 401 as an expired session, logs in and sends the
 * request again. No other reply may look like that.
 */
export const WAFER_SKEY_INVALID = { code: -1, error: 'ERR_SKEY_INVALID' } as const

/** Whether the caller expects results as `{ code: 0, data }`. */
export function isWaferCall({ headers }: Pick<HttpRequest, 'headers'>): boolean {
  return headers['x-wx-skey'] !== undefined && headers.authorization === undefined
}
