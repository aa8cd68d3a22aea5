import { createDecipheriv, createHash } from 'node:crypto'
import { type Schemas } from '../../../gateway-config/generated/contract'
import { hasLoneSurrogate } from '../../../tools/contract/door/write-json'
import { Failure } from '../core/failure'
import { type WechatUser } from './wechat-users'

/** All that WeChat encrypted. It describes the user, and does not prove who they are. */
export type OpenData = Record<string, unknown> & { watermark: { appid: string; timestamp: number } }

/** Clients send data as soon as they have it; clocks differ. */
const MAX_AGE_SECONDS = 300
const MAX_AHEAD_SECONDS = 60

/**
 * Decrypts encryptedData (AES-128-CBC) and checks everything that can be checked: the signature of
 * rawData, the openid if there is one, the watermark's AppID and age. CBC does not prove who wrote
 * the data. Throws the same Failure OPEN_DATA_INVALID whatever is wrong; the log gets the reason,
 * unless that would reveal something about the padding.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
 */
export function openOpenData(
  request: Schemas['OpenDataRequest'],
  { key, user }: { key: string; user: WechatUser },
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

/** Never throws; returns an empty text for bytes that cannot be decrypted. */
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
    // half a character could not be sent on
    return isWhole && !hasLoneSurrogate(text) ? (data as OpenData) : undefined
  } catch {
    return undefined
  }
}
