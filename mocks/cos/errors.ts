import { type ServerResponse } from 'node:http'

/** Error codes of COS with their statuses: cloud.tencent.com/document/product/436/7730 */
const STATUS = {
  AccessDenied: 403,
  BadDigest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  ExpiredToken: 403,
  FileAlreadyExists: 409,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidPolicyDocument: 400,
  InvalidRange: 416,
  InvalidURI: 400,
  MalformedPOSTRequest: 400,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  SlowDown: 503
} as const

type CosCode = keyof typeof STATUS

/** A refusal, as COS words it. Messages never contain keys, tokens or signatures. */
export class CosError extends Error {
  readonly status: number

  constructor(
    readonly code: CosCode,
    message: string
  ) {
    super(message)
    this.status = STATUS[code]
  }
}

/** Sends the error as XML; an answer to HEAD has no body. */
export function sendError(
  outgoing: ServerResponse,
  { code, message, status }: CosError,
  about: { method?: string; resource: string; requestId: string }
): void {
  const body = `<?xml version='1.0' encoding='utf-8' ?>
<Error>
	<Code>${code}</Code>
	<Message>${escapeXml(message)}</Message>
	<Resource>${escapeXml(about.resource)}</Resource>
	<RequestId>${about.requestId}</RequestId>
</Error>
`
  outgoing.writeHead(status, { 'content-type': 'application/xml' })
  outgoing.end(about.method === 'HEAD' ? undefined : body)
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
