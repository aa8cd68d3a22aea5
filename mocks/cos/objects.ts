import { type IncomingMessage } from 'node:http'
import { type Bucket } from './bucket'
import { CosError, escapeXml } from './errors'
import { keptHeaders, readAcl } from './kept-headers'
import { checkDigest } from './post-object'
import { type CosObject } from './store'

export interface ObjectAnswer {
  status: number
  headers: Record<string, string>
  body?: string | Buffer
}

type Headers = IncomingMessage['headers']

const LISTED = 1000

/** PUT Object: the body is the object. */
export async function putObject(
  incoming: IncomingMessage,
  bucket: Bucket,
  key: string
): Promise<ObjectAnswer & { object: CosObject }> {
  const { headers } = incoming
  if (headers['x-cos-forbid-overwrite'] === 'true' && bucket.store.find(key))
    throw new CosError('FileAlreadyExists', 'There is an object of this key')
  const upload = bucket.store.begin()
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) upload.write(chunk)
    checkDigest(textOf(headers['content-md5']), upload.digest())
    const acl = readAcl(textOf(headers['x-cos-acl']))
    const object = upload.keep({ key, headers: keptHeaders(Object.entries(headers)), acl })
    return { status: 200, headers: { etag: object.etag }, object }
  } finally {
    upload.drop()
  }
}

/** PUT Object - Copy, within the bucket; `source` is the source's key. */
export function copyObject(
  { store }: Bucket,
  key: string,
  source: string,
  headers: Headers
): ObjectAnswer & { object: CosObject } {
  const from = store.find(source)
  if (!from) throw new CosError('NoSuchKey', 'The source does not exist')
  const wanted = textOf(headers['x-cos-copy-source-if-match'])
  if (wanted !== undefined && !isListed(wanted, from.etag))
    throw new CosError('PreconditionFailed', 'The source has another ETag')
  const isReplaced = textOf(headers['x-cos-metadata-directive'])?.toLowerCase() === 'replaced'
  const upload = store.begin()
  upload.write(store.read(source))
  const object = upload.keep({
    key,
    headers: isReplaced ? keptHeaders(Object.entries(headers)) : from.headers,
    acl: readAcl(textOf(headers['x-cos-acl']))
  })
  const time = object.lastModified.toISOString()
  const body = `<CopyObjectResult><ETag>${escapeXml(object.etag)}</ETag><LastModified>${time}</LastModified></CopyObjectResult>`
  return { status: 200, headers: { 'content-type': 'application/xml' }, body, object }
}

/** GET and HEAD Object, as the conditions in the headers want it. */
export function getObject(
  { store }: Bucket,
  key: string,
  headers: Headers,
  overrides: URLSearchParams
): ObjectAnswer {
  const object = store.find(key)
  if (!object) throw new CosError('NoSuchKey', 'The specified key does not exist')
  const about: Record<string, string> = {
    'accept-ranges': 'bytes',
    ...object.headers,
    ...overridden(overrides),
    etag: object.etag,
    'last-modified': object.lastModified.toUTCString()
  }
  if (headers['if-match'] !== undefined && !isListed(headers['if-match'], object.etag))
    throw new CosError('PreconditionFailed', 'The object has another ETag')
  if (isListed(headers['if-none-match'], object.etag)) return { status: 304, headers: about }
  const bytes = store.read(key)
  const range = readRange(headers.range, object.size)
  if (!range)
    return {
      status: 200,
      headers: { ...about, 'content-length': String(object.size) },
      body: bytes
    }
  const [from, to] = range
  return {
    status: 206,
    headers: {
      ...about,
      'content-length': String(to - from + 1),
      'content-range': `bytes ${from}-${to}/${object.size}`
    },
    body: bytes.subarray(from, to + 1)
  }
}

/** GET Bucket: keys in their order, a page at a time. */
export function listBucket({ store, name }: Bucket, query: URLSearchParams): ObjectAnswer {
  const [prefix, marker] = [query.get('prefix') ?? '', query.get('marker') ?? '']
  const most = Math.min(Number(query.get('max-keys') ?? LISTED), LISTED)
  const found = store.list(prefix).filter(({ key }) => key > marker)
  const page = found.slice(0, most)
  const items = page.map(
    ({ key, size, etag, lastModified }) =>
      `<Contents><Key>${escapeXml(key)}</Key><LastModified>${lastModified.toISOString()}</LastModified><ETag>${escapeXml(etag)}</ETag><Size>${size}</Size></Contents>`
  )
  const isCut = page.length < found.length
  const next = isCut ? `<NextMarker>${escapeXml(page.at(-1)?.key ?? '')}</NextMarker>` : ''
  const body = `<?xml version='1.0' encoding='utf-8' ?><ListBucketResult><Name>${name}</Name><Prefix>${escapeXml(prefix)}</Prefix><IsTruncated>${isCut}</IsTruncated>${next}${items.join('')}</ListBucketResult>`
  return { status: 200, headers: { 'content-type': 'application/xml' }, body }
}

function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** `*`, or a list with this ETag, with or without quotation marks. */
function isListed(list: string | undefined, etag: string): boolean {
  if (list === undefined) return false
  const wanted = list.split(',').map((each) => each.trim().replace(/^W\//, ''))
  return wanted.includes('*') || wanted.some((each) => each === etag || `"${each}"` === etag)
}

/** The one range of the header; undefined for none, or for one that is not understood. */
function readRange(header: string | undefined, size: number): [number, number] | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (!from && !to) return undefined
  const range: [number, number] = from
    ? [Number(from), Math.min(to ? Number(to) : Infinity, size - 1)]
    : [Math.max(0, size - Number(to)), size - 1]
  if (range[0] > range[1]) throw new CosError('InvalidRange', 'The range is not satisfiable')
  return range
}

/** `response-content-type` and others replace what was kept. */
function overridden(query: URLSearchParams): Record<string, string> {
  const prefix = 'response-'
  const given = [...query].filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(given.map(([name, value]) => [name.slice(prefix.length), value]))
}
