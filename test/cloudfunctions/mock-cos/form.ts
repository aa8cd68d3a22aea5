import { createHash, createHmac } from 'node:crypto'
import { type CosKeys } from '../../../mocks/cos'

/**
 * A signed POST form by the book, written apart from the product's code, so that the two check each
 * other: https://cloud.tencent.com/document/product/436/14690
 */
export function signForm(
  keys: CosKeys,
  given: { key: string; conditions?: unknown[]; expiresAt?: Date; fields?: object; now?: Date }
): Record<string, string> {
  const now = given.now ?? new Date()
  const from = Math.floor(now.getTime() / 1000)
  const keyTime = `${from};${from + 300}`
  const policy = JSON.stringify({
    expiration: (given.expiresAt ?? new Date(now.getTime() + 300_000)).toISOString(),
    conditions: given.conditions ?? [
      { key: given.key },
      ['content-length-range', 1, 1000],
      { 'q-sign-algorithm': 'sha1' },
      { 'q-ak': keys.secretId },
      { 'q-sign-time': keyTime }
    ]
  })
  return {
    key: given.key,
    ...given.fields,
    policy: Buffer.from(policy).toString('base64'),
    'q-sign-algorithm': 'sha1',
    'q-ak': keys.secretId,
    'q-key-time': keyTime,
    'q-signature': signatureOf(keys.secretKey, keyTime, policy),
    ...(keys.token && { 'x-cos-security-token': keys.token })
  }
}

export function signatureOf(secretKey: string, keyTime: string, policy: string): string {
  const signKey = createHmac('sha1', secretKey).update(keyTime).digest('hex')
  const digest = createHash('sha1').update(policy).digest('hex')
  return createHmac('sha1', signKey).update(digest).digest('hex')
}

/** Sends a form with the file as its last field, as wx.uploadFile does. */
export async function sendForm(
  url: string,
  fields: Record<string, string>,
  file: Uint8Array | string,
  name = 'a.jpg'
) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([file as BlobPart]), name)
  const response = await fetch(url, { method: 'POST', body: form })
  return { ...(await read(response)), headers: response.headers }
}

/** The status, and the code of a refusal. */
export async function read(response: Response) {
  const text = await response.text()
  return { status: response.status, code: /<Code>(\w+)<\/Code>/.exec(text)?.[1], text }
}
