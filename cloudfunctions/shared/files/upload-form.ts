import { secondsOf } from '../parts/clock'
import { type RoleKey } from '../settings/role-key'
import { signPolicy } from './signature'

/** What exactly may be uploaded. */
export interface Upload {
  key: string
  contentType: string
  maxBytes: number
  from: Date
  to: Date
}

/** A year: the file under a key never changes. */
const CACHE = 'private, max-age=31536000, immutable'
/** The clock of object storage may be behind ours. */
const EARLIER_SECONDS = 60

/**
 * The fields of a form that uploads one file of one type under one key; the file follows them. The
 * policy limits every field that a form may have of these, so that none can be changed.
 */
export function uploadForm(upload: Upload, roleKey: RoleKey): Record<string, string> {
  const time = `${secondsOf(upload.from) - EARLIER_SECONDS};${secondsOf(upload.to)}`
  const limited = {
    key: upload.key,
    'Content-Type': upload.contentType,
    'Cache-Control': CACHE,
    acl: 'default',
    success_action_status: '204',
    'q-sign-algorithm': 'sha1',
    'q-ak': roleKey.secretId
  }
  const policy = JSON.stringify({
    expiration: upload.to.toISOString(),
    conditions: [
      ...Object.entries(limited).map(([name, value]) => ({ [name]: value })),
      { 'q-sign-time': time },
      ['content-length-range', 1, upload.maxBytes]
    ]
  })
  return {
    ...limited,
    'q-key-time': time,
    policy: Buffer.from(policy).toString('base64'),
    'q-signature': signPolicy(roleKey.secretKey, time, policy),
    'x-cos-security-token': roleKey.token
  }
}
