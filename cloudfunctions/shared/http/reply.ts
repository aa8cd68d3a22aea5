/** An answer with a status, headers or a media type of its own. */
export class HandlerReply<S extends number = number, B = unknown, H = object | undefined> {
  constructor(
    readonly status: S,
    readonly body: B,
    readonly headers: H,
    readonly type: string | undefined
  ) {}
}

/**
 * What an operation returns where its result alone does not say enough: another status, headers that
 * the contract declares (a list as several of the name), a media type. The type is chosen by the request's Accept header among those
 * that the contract declares, unless it is given.
 */
export function reply<S extends number, B = undefined, H = undefined>(
  status: S,
  body?: B,
  { headers, type }: { headers?: H; type?: string } = {}
): HandlerReply<S, B, H> {
  return new HandlerReply(status, body as B, headers as H, type)
}
