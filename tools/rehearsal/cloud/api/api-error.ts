/**
 * An error response of the cloud's API.
 * @see https://cloud.tencent.com/document/api/583/17246
 */
export class ApiError extends Error {
  override name = 'ApiError'
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}
