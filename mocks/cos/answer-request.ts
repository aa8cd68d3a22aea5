import { type IncomingMessage } from 'node:http'
import { type Bucket } from './bucket'
import { CosError } from './errors'
import { type CosAction } from './events'
import { copyObject, getObject, listBucket, type ObjectAnswer, putObject } from './objects'
import { postObject } from './post-object'
import { checkSignature } from './signature'
import { type CosObject } from './store'

/** An answer, what it changed, and the name of what was asked for, as policies name it. */
export type Answered = ObjectAnswer & {
  name: string
  key: string
  change?: { action: CosAction; object: CosObject }
}

export interface Asked {
  incoming: IncomingMessage
  /** Decoded, as it is signed. */
  path: string
  query: URLSearchParams
  /** Where this bucket is. */
  address: string
}

/** Checks who asks and does what they ask for. Throws CosError. */
export async function answerRequest(bucket: Bucket, asked: Asked): Promise<Answered> {
  const { incoming, path, query, address } = asked
  const { method = 'GET', headers } = incoming
  const key = path.slice(1)
  if (method === 'POST' && !key) {
    const { object, ...answer } = await postObject(incoming, bucket, address)
    return { ...answer, ...named('PostObject', object, 'ObjectCreated:Post') }
  }
  const isSigned = checkSignature({ method, path, query, headers }, bucket.keys, bucket.clock())
  const isRead = method === 'GET' || method === 'HEAD'
  if (!isSigned && !(isRead && key && isPublic(bucket, key)))
    throw new CosError('AccessDenied', 'Access Denied')
  if (!key) {
    if (method === 'HEAD') return { name: 'HeadBucket', key, status: 200, headers: {} }
    if (method === 'GET') return { name: 'GetBucket', key, ...listBucket(bucket, query) }
    throw new CosError('NotImplemented', 'This stand-in has no such call for buckets')
  }
  if (isRead) {
    const name = method === 'GET' ? 'GetObject' : 'HeadObject'
    return { name, key, ...getObject(bucket, key, headers, query) }
  }
  if (method === 'PUT') return put(bucket, key, incoming)
  if (method !== 'DELETE') throw new CosError('MethodNotAllowed', 'Not a method of objects')
  const object = bucket.store.find(key)
  bucket.store.remove(key)
  // there is no difference for one that did not exist
  const gone = { name: 'DeleteObject', key, status: 204, headers: {} }
  return object ? { ...gone, change: { action: 'ObjectRemove:Delete', object } } : gone
}

async function put(bucket: Bucket, key: string, incoming: IncomingMessage): Promise<Answered> {
  const source = incoming.headers['x-cos-copy-source']
  if (typeof source !== 'string') {
    const { object, ...answer } = await putObject(incoming, bucket, key)
    return { ...answer, ...named('PutObject', object, 'ObjectCreated:Put') }
  }
  incoming.resume()
  const [host = '', ...rest] = source.split('/')
  if (host !== incoming.headers.host && !host.startsWith(`${bucket.name}.`))
    throw new CosError('NoSuchBucket', 'The source is in another bucket')
  const { object, ...answer } = copyObject(
    bucket,
    key,
    decodeURIComponent(rest.join('/')),
    incoming.headers
  )
  return { ...answer, ...named('PutObject', object, 'ObjectCreated:Copy') }
}

function named(name: string, object: CosObject, action: CosAction) {
  return { name, key: object.key, change: { action, object } }
}

function isPublic({ store, acl }: Bucket, key: string): boolean {
  const own = store.find(key)?.acl ?? 'default'
  return (own === 'default' ? acl : own) === 'public-read'
}
