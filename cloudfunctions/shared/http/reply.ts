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
 * What an operation returns where its result alone is not enough: another status, headers that the
 * contract declares (a list sends several of one name), a media type. Unless it is given, the type is
 * chosen by the request's Accept header among those that the contract declares.
 */
export function reply<S extends number>(status: S): HandlerReply<S, undefined, undefined>
export function reply<S extends number, B = undefined, H = undefined>(
  status: S,
  body?: B,
  options?: { headers?: H; type?: string }
): HandlerReply<S, B, H>
export function reply<S extends number, B, H>(
  status: S,
  body?: B,
  { headers, type }: { headers?: H; type?: string } = {}
): HandlerReply<S, B, H> {
  return new HandlerReply(status, body as B, headers as H, type)
}
