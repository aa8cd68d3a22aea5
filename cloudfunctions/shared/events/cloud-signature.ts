import { createHash, createHmac } from 'node:crypto'
import { secondsOf } from '../parts/clock'
import { type RoleKey } from '../settings/role-key'

/** A call of Tencent Cloud's API. */
export interface CloudCall {
  /** Such as scf.tencentcloudapi.com; its first word is the service. */
  host: string
  action: string
  version: string
  region: string
  /** JSON */
  body: string
}

const CONTENT_TYPE = 'application/json'

/**
 * The headers of a call, signed by the role's key with TC3-HMAC-SHA256.
 * @see https://cloud.tencent.com/document/api/583/33845
 */
export function signCall(
  { host, action, version, region, body }: CloudCall,
  { secretId, secretKey, token }: RoleKey,
  now: Date
): Record<string, string> {
  const timestamp = String(secondsOf(now))
  const date = now.toISOString().slice(0, 10)
  const service = host.split('.')[0] ?? ''
  const scope = `${date}/${service}/tc3_request`
  const signed = `content-type:${CONTENT_TYPE}\nhost:${host}\n`
  const request = `POST\n/\n\n${signed}\ncontent-type;host\n${sha256(body)}`
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(request)}`
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  const signature = hmac(key, toSign).toString('hex')
  return {
    'content-type': CONTENT_TYPE,
    'x-tc-action': action,
    'x-tc-version': version,
    'x-tc-region': region,
    'x-tc-timestamp': timestamp,
    'x-tc-token': token,
    authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
