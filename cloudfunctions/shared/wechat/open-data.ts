import { createDecipheriv, createHash } from 'node:crypto'
import type { Schemas } from '../../../gateway-config/generated/contract'
import { Failure } from '../core/failure'
import type { SessionKey } from '../accounts/session-keys'

/** What WeChat encrypted, whole. It is about the user and says nothing about who they are. */
export type OpenData = Record<string, unknown> & { watermark: { appid: string; timestamp: number } }

/** Data is used as soon as it is taken; the phone's clock is not WeChat's. */
const MAX_AGE_SECONDS = 300
const MAX_AHEAD_SECONDS = 60

/**
 * Opens encryptedData (AES-128-CBC) and checks all that can be checked: the signature of rawData,
 * the openid where there is one, the watermark's AppID and age. CBC proves nothing about who wrote
 * the data. Whatever is wrong, it throws the same Failure OPEN_DATA_INVALID; the log hears what it
 * was, unless that would tell about the padding.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
 */
export function openOpenData(
  request: Schemas['OpenDataRequest'],
  { key, user }: SessionKey,
  now: Date
): OpenData {
  const { rawData, signature } = request
  if (rawData !== undefined && signature !== sha1(rawData + key)) throw refuse('signature')
  const data = parse(decrypt(request, key))
  if (!data) throw refuse('not readable')
  const { appid, timestamp } = data.watermark
  const age = now.getTime() / 1000 - timestamp
  if (data.openId !== undefined && data.openId !== user.openid) throw refuse('another openid')
  if (appid !== user.appId) throw refuse('another appid')
  if (!(age <= MAX_AGE_SECONDS && age >= -MAX_AHEAD_SECONDS)) throw refuse('age')
  return data
}

function refuse(reason: string): Failure {
  return new Failure('OPEN_DATA_INVALID', { detail: { reason } })
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

/** Never throws: bytes that cannot be decrypted are as good as none. */
function decrypt({ encryptedData, iv }: Schemas['OpenDataRequest'], key: string): string {
  const bytes = (base64: string) => Buffer.from(base64, 'base64')
  try {
    const decipher = createDecipheriv('aes-128-cbc', bytes(key), bytes(iv))
    return Buffer.concat([decipher.update(bytes(encryptedData)), decipher.final()]).toString('utf8')
  } catch {
    return ''
  }
}

function parse(text: string): OpenData | undefined {
  try {
    const data = JSON.parse(text) as Partial<OpenData> | null
    const { appid, timestamp } = data?.watermark ?? {}
    const isWhole = typeof appid === 'string' && typeof timestamp === 'number'
    return isWhole ? (data as OpenData) : undefined
  } catch {
    return undefined
  }
}
