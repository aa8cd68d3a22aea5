import { type IncomingMessage } from 'node:http'
import { type Bucket } from './bucket'
import { CosError, escapeXml } from './errors'
import { keptHeaders, readAcl } from './kept-headers'
import { createMultipartReader, type Part } from './multipart'
import { checkPolicy, type FormFields, type SizeLimit } from './post-policy'
import { type CosObject } from './store'

interface Posted {
  object: CosObject
  status: number
  headers: Record<string, string>
  body?: string
}

/** All fields before the file together. */
const FIELD_BYTES = 20 * 1024
const LONGEST_KEY = 850

/**
 * POST Object: a form with the file as its last field. Refuses as soon as the fields or the size
 * break the policy, and keeps nothing of a refused or interrupted upload.
 */
export function postObject(
  incoming: IncomingMessage,
  bucket: Bucket,
  address: string
): Promise<Posted> {
  const upload = bucket.store.begin()
  const fields: FormFields = new Map()
  let limit: SizeLimit | undefined
  let current: { part: Part; chunks: Buffer[] } | undefined
  let fieldBytes = 0

  function startFile(filename = ''): void {
    fields.set('key', fields.get('key')?.replaceAll('${filename}', filename) ?? '')
    limit = checkPolicy(fields, bucket.name, bucket.keys, bucket.clock())
    const key = fields.get('key') ?? ''
    if (!key || Buffer.byteLength(key) > LONGEST_KEY || key.startsWith('/'))
      throw new CosError('InvalidURI', 'The key must have 1 to 850 bytes and no slash in front')
    if (fields.has('success_action_redirect'))
      throw new CosError('NotImplemented', 'This stand-in redirects nobody')
  }

  const reader = createMultipartReader(incoming.headers['content-type'], {
    start(part) {
      if (limit) throw new CosError('MalformedPOSTRequest', 'The file must be the last field')
      current = { part, chunks: [] }
      if (part.name === 'file') startFile(part.filename)
    },
    data(chunk) {
      if (limit && upload.size + chunk.length > limit.most)
        throw new CosError('EntityTooLarge', 'The file is larger than content-length-range allows')
      if (limit) return upload.write(chunk)
      fieldBytes += chunk.length
      if (fieldBytes > FIELD_BYTES)
        throw new CosError('MalformedPOSTRequest', 'The fields before the file are too long')
      current?.chunks.push(chunk)
    },
    end() {
      if (!limit && current)
        fields.set(current.part.name.toLowerCase(), Buffer.concat(current.chunks).toString('utf8'))
    }
  })

  function finish(): Posted {
    reader.close()
    if (!limit) throw new CosError('MalformedPOSTRequest', 'The form has no file')
    if (upload.size < limit.least)
      throw new CosError('EntityTooSmall', 'The file is smaller than content-length-range allows')
    checkDigest(fields.get('content-md5'), upload.digest())
    const object = upload.keep({
      key: fields.get('key') ?? '',
      headers: keptHeaders(fields),
      acl: readAcl(fields.get('acl'))
    })
    return { object, ...answer(object, fields.get('success_action_status'), bucket.name, address) }
  }

  return new Promise<Posted>((resolve, reject) => {
    const attempt = (step: () => void) => {
      try {
        step()
      } catch (error) {
        incoming.removeAllListeners('data')
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
    incoming.on('data', (chunk: Buffer) => attempt(() => reader.write(chunk)))
    incoming.on('end', () => attempt(() => resolve(finish())))
    incoming.on('close', () => reject(new CosError('InternalError', 'The upload was cut off')))
  }).finally(() => upload.drop())
}

export function checkDigest(expected: string | undefined, digest: Buffer): void {
  if (expected !== undefined && expected !== digest.toString('base64'))
    throw new CosError('BadDigest', 'Content-MD5 is not the MD5 of what has arrived')
}

/** 204 has no body; 201 describes the object. */
function answer(
  { key, etag }: CosObject,
  wanted: string | undefined,
  bucket: string,
  address: string
): Omit<Posted, 'object'> {
  const location = `${address}/${key.split('/').map(encodeURIComponent).join('/')}`
  const headers = { etag, location }
  if (wanted === '200') return { status: 200, headers }
  if (wanted !== '201') return { status: 204, headers }
  const body = `<PostResponse><Location>${escapeXml(location)}</Location><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><ETag>${escapeXml(etag)}</ETag></PostResponse>`
  return { status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body }
}
