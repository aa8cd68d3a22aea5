import { createCipheriv, createHash, randomBytes } from 'node:crypto'

const BLOCK_BYTES = 32

/** As WeChat signs: token, timestamp, nonce and, of an encrypted message, its text. */
export function signPush(token: string, timestamp: string, nonce: string, ...more: string[]) {
  const text = [token, timestamp, nonce, ...more].sort().join('')
  return createHash('sha1').update(text).digest('hex')
}

/** As WeChat encrypts a message for the app of this EncodingAESKey. */
export function encryptPush(
  message: string,
  {
    appId,
    aesKey,
    random = randomBytes(8).toString('hex')
  }: {
    appId: string
    aesKey: string
    random?: string
  }
): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const bytes = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  const content = Buffer.concat([Buffer.from(random), length, bytes, Buffer.from(appId)])
  const padding = BLOCK_BYTES - (content.length % BLOCK_BYTES)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([content, Buffer.alloc(padding, padding)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** As WeChat writes a message in XML. */
export function writeXml(message: object): string {
  return `<xml>${elements(message)}</xml>`
}

function elements(fields: object): string {
  return Object.entries(fields)
    .flatMap(([name, value]: [string, unknown]) =>
      [value].flat().map((each) => `<${name}>${content(each)}</${name}>`)
    )
    .join('')
}

function content(value: unknown): string {
  if (typeof value === 'object' && value !== null) return elements(value)
  if (typeof value === 'number') return String(value)
  return `<![CDATA[${String(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
