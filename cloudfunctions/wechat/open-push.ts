import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { Failure } from '../shared/core/failure'
import { part } from '../shared/parts/part'
import { wechatPushSettings } from '../shared/settings/sections'
import { type PushSender } from '../shared/settings/setting-rules'
import { type Pushed, type PushMessage } from '../shared/wechat/push-kind'
import { readXml } from './read-xml'

/** The mini-programs whose messages we take, with their tokens and keys. */
export const pushSenders = part({
  settings: wechatPushSettings,
  needs: {},
  make: (_parts, senders) => senders
})

/** What WeChat puts into the address. */
interface PushQuery {
  signature?: string
  msg_signature?: string
  timestamp?: string
  nonce?: string
}

/** Clocks differ, and a message that was repeated may be some seconds old. */
const WINDOW_SECONDS = 300
const IV_BYTES = 16
const RANDOM_BYTES = 16
/** PKCS#7, but with blocks of this size. */
const BLOCK_BYTES = 32

/** Throws a Failure 401, whose reason only the log gets, unless WeChat has signed this lately. */
export function checkPushAddress(query: PushQuery, senders: PushSender[], now: Date): void {
  checkTime(query, now)
  if (!senders.some((sender) => isSigned(query, sender))) throw refuse('signature')
}

/**
 * Reads a pushed message: proves that WeChat sent it, decrypts it, and finds out to which of our
 * mini-programs. A token without a key takes plain messages; their signature proves that the sender
 * knows the token, and nothing about the message. Throws a Failure.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html
 */
export function openPush(query: PushQuery, body: Buffer, senders: PushSender[], now: Date): Pushed {
  checkTime(query, now)
  const envelope = readMessage(body.toString('utf8'))
  const { Encrypt: encrypted } = envelope ?? {}
  if (envelope && typeof encrypted !== 'string') {
    const sender = senders.find((each) => !each.key && isSigned(query, each))
    if (!sender) throw refuse('signature, or not encrypted')
    return { appId: sender.appId, message: envelope }
  }
  if (typeof encrypted !== 'string')
    throw senders.some((each) => isSigned(query, each)) ? malformed() : refuse('signature')
  const signers = senders.filter(
    ({ token, key }) => key && isEqual(query.msg_signature, sign(token, query, encrypted))
  )
  if (!signers.length) throw refuse('signature')
  for (const { appId, key } of signers) {
    const opened = key && decrypt(encrypted, key)
    if (opened?.appId !== appId) continue
    const message = readMessage(opened.text)
    if (message) return { appId, message }
    throw malformed()
  }
  throw refuse('key or appid')
}

function checkTime({ timestamp = '' }: PushQuery, now: Date): void {
  const age = now.getTime() / 1000 - Number(timestamp)
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(age) > WINDOW_SECONDS) throw refuse('timestamp')
}

function isSigned(query: PushQuery, { token }: PushSender): boolean {
  return isEqual(query.signature, sign(token, query))
}

function sign(token: string, { timestamp = '', nonce = '' }: PushQuery, ...more: string[]): string {
  const text = [token, timestamp, nonce, ...more].sort().join('')
  return createHash('sha1').update(text).digest('hex')
}

function isEqual(given: string | undefined, expected: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Undefined whatever is wrong, so that nothing can be learned of the padding. */
function decrypt(base64: string, key: Buffer): { text: string; appId: string } | undefined {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, IV_BYTES))
    decipher.setAutoPadding(false)
    const padded = Buffer.concat([decipher.update(base64, 'base64'), decipher.final()])
    const padding = padded[padded.length - 1] ?? 0
    if (padding < 1 || padding > BLOCK_BYTES) return undefined
    const content = padded.subarray(RANDOM_BYTES, padded.length - padding)
    const end = 4 + content.readUInt32BE(0)
    if (end > content.length) return undefined
    const [text, appId] = [content.subarray(4, end), content.subarray(end)]
    return { text: text.toString('utf8'), appId: appId.toString('utf8') }
  } catch {
    return undefined
  }
}

/** JSON or XML, whatever its media type says. */
function readMessage(text: string): PushMessage | undefined {
  if (text.trimStart().startsWith('<')) return readXml(text)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    // WeChat's own examples have names such as " OpenID"
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.trim(), each]))
  } catch {
    return undefined
  }
}

function refuse(reason: string): Failure {
  const message = 'This is not signed by WeChat'
  return new Failure('UNAUTHENTICATED', { message, detail: { push: reason } })
}

function malformed(): Failure {
  return new Failure('INVALID_REQUEST', { message: 'body: neither a JSON object nor plain XML' })
}
