import { createHash, createHmac } from 'node:crypto'
import { type CloudAccount, type State } from '../state'
import { ApiError } from './api-error'
import { findKey, type Key } from './keys'

/** A request as it arrived, to be checked against its signature. */
export interface SignedRequest {
  method: string
  host: string
  headers: Record<string, string | undefined>
  body: Buffer
}

/** How far a client's clock may be off, either way. */
const SKEW_SECONDS = 300

const CREDENTIAL = /Credential=([^/]*)\/([\d-]+)\/(\w+)\/tc3_request/
const AUTHORIZATION = new RegExp(
  `^TC3-HMAC-SHA256 ${CREDENTIAL.source}, SignedHeaders=([\\w;-]+), Signature=(\\w+)$`
)

/**
 * Checks a form with the older signature (HmacSHA1 or HmacSHA256). Throws an ApiError.
 * @see https://cloud.tencent.com/document/api/583/33846
 */
export function checkFormSignature(
  { method, host }: SignedRequest,
  form: Record<string, string>,
  account: CloudAccount
): void {
  const { Signature = '', ...signed } = form
  if (form.SecretId !== account.secretId)
    throw new ApiError('AuthFailure.SecretIdNotFound', 'The SecretId is not found')
  requireRecent(Number(form.Timestamp))
  const listed = Object.keys(signed)
    .sort()
    .map((name) => `${name}=${signed[name]}`)
  const algorithm = form.SignatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1'
  const right = createHmac(algorithm, account.secretKey)
    .update(`${method}${host}/?${listed.join('&')}`)
    .digest('base64')
  if (right !== Signature) throw mismatch()
}

/**
 * Checks a request signed with TC3-HMAC-SHA256 and returns the key it was signed with. Throws an
 * ApiError.
 * @see https://cloud.tencent.com/document/api/583/33845
 */
export function checkTc3Signature(request: SignedRequest, state: State): Key {
  const { method, host, headers, body } = request
  const given = AUTHORIZATION.exec(headers.authorization ?? '')
  if (!given) throw new ApiError('AuthFailure.InvalidAuthorization', 'no usable Authorization')
  const [, secretId, date = '', service = '', names = '', signature] = given
  const owner = findKey(state, secretId, headers['x-tc-token'])
  const timestamp = Number(headers['x-tc-timestamp'])
  requireRecent(timestamp)
  if (new Date(timestamp * 1000).toISOString().slice(0, 10) !== date) throw mismatch()
  // a signature is valid for one service only
  if (service !== host.split('.')[0] || !names.split(';').includes('host')) throw mismatch()
  const canonical = names.split(';').map((name) => `${name}:${headers[name]?.trim()}\n`)
  const asked = `${method}\n/\n\n${canonical.join('')}\n${names}\n${sha256(body)}`
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${sha256(asked)}`
  const key = [date, service, 'tc3_request'].reduce(
    (secret: string | Buffer, text) => hmac(secret, text),
    `TC3${owner.secretKey}`
  )
  if (hmac(key, toSign).toString('hex') !== signature) throw mismatch()
  return owner
}

function requireRecent(timestamp: number): void {
  if (!(Math.abs(Date.now() / 1000 - timestamp) < SKEW_SECONDS))
    throw new ApiError('AuthFailure.SignatureExpire', 'The signature is expired')
}

function mismatch(): ApiError {
  return new ApiError('AuthFailure.SignatureFailure', 'The provided credentials do not match')
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
