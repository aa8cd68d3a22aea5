/** An error as WeChat Pay answers it. */
export class PayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}

export const badParameter = (what: string) => new PayError(400, 'PARAM_ERROR', what)
