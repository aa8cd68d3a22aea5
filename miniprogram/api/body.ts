import { isAbsent, writePairs } from './parameters'
import { type Media, type Route } from './route'

type BodyRule = NonNullable<Route['body']>

const PREFERRED = ['json', 'form', 'text', 'binary']

/** The media type that is sent: JSON where the operation takes it. */
export function chooseMedia({ media }: BodyRule): Media {
  const [best] = PREFERRED.flatMap((kind) => media.filter((each) => each.kind === kind))
  return best ?? { type: '', kind: 'multipart' }
}

/** A body as `wx.request` takes it, with its content type; undefined where there is none. */
export function writeBody(rule: BodyRule | undefined, body: unknown, contentType?: string) {
  if (!rule || body === undefined) return undefined
  const media = chooseMedia(rule)
  const { type, kind } = media
  if (kind === 'multipart') throw new Error('files are sent with wx.uploadFile')
  const usual = kind === 'text' ? 'text/plain' : 'application/octet-stream'
  return {
    data: writeData(media, body),
    contentType: contentType ?? (type.includes('*') ? usual : type)
  }
}

function writeData({ kind, encoding }: Media, body: unknown): string | ArrayBuffer {
  if (kind === 'json') return JSON.stringify(body)
  if (kind === 'form') return writeForm(body as object, encoding)
  return kind === 'text' ? String(body) : toBuffer(body as ArrayBuffer | Uint8Array)
}

function writeForm(fields: object, encoding: Media['encoding'] = {}): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => {
      const isRecord = !isAbsent(value) && typeof value === 'object' && !Array.isArray(value)
      return writePairs({ name, in: 'query', ...(encoding[name] ?? { json: isRecord }) }, value)
    })
    .join('&')
}

function toBuffer(bytes: ArrayBuffer | Uint8Array): ArrayBuffer {
  if (!ArrayBuffer.isView(bytes)) return bytes
  const { buffer, byteOffset, byteLength } = bytes
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
}
