import { type Result } from '../../gateway-config/generated/contract'
import { type Caller } from './caller'
import { sendForm } from './mock-cos/form'

/** First bytes by which a picture is known, and some more. */
export const PICTURES = {
  'image/jpeg': Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(200, 1)]),
  'image/png': Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200, 2)]),
  'image/webp': Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 '), Buffer.alloc(200, 3)])
}
export type PictureType = keyof typeof PICTURES

export async function grantTo(caller: Caller, contentType: PictureType = 'image/jpeg') {
  const answer = await caller.call<Result<'grantAvatar'>>('POST', '/user/avatar', { contentType })
  if (answer.status !== 201) throw new Error(`no grant: ${JSON.stringify(answer.body)}`)
  return answer.body
}

interface Upload {
  type?: PictureType
  file?: Uint8Array | string
}

/** Asks for a grant and uploads; returns the key. */
export async function uploadAs(
  caller: Caller,
  { type = 'image/jpeg', file = PICTURES[type] }: Upload = {}
): Promise<string> {
  const { url, form, key } = await grantTo(caller, type)
  const { status, code } = await sendForm(url, form, file)
  if (status !== 204) throw new Error(`upload: ${status} ${code}`)
  return key
}
