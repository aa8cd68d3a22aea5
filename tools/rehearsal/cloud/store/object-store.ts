import { createHash, randomUUID } from 'node:crypto'
import { type SignedRequest } from '../api/signature'
import { type CloudCall } from '../calls'
import { type State } from '../state'
import { CODE_BUCKET, serveCode, type StoreAnswer } from './code-address'
import { findSignatureProblem } from './store-signature'

/** What a bucket has beside its objects, by the query that names it. */
const SETTINGS = ['lifecycle', 'cors']

/**
 * Answers requests to `cos.<region>.myqcloud.com` (the list of buckets) and
 * `<bucket>.cos.<region>.myqcloud.com` (buckets and whole objects), as far as a deployment needs
 * them. Records every call.
 */
export function createStore(state: State, calls: CloudCall[]) {
  return (request: SignedRequest, url: URL): StoreAnswer => {
    const isService = request.host.startsWith('cos.')
    const name = isService ? '' : (request.host.split('.cos.')[0] ?? '')
    const key = decodeURIComponent(url.pathname).slice(1)
    const setting = key ? undefined : SETTINGS.find((one) => url.searchParams.has(one))
    const place = isService ? '' : `${name}/${key}${setting ? `?${setting}` : ''}`
    const answer = answerTo(request, url, { name, key, setting })
    const outcome = answer.status >= 400 ? String(answer.status) : 'ok'
    const action = `${request.method} ${place}`
    calls.push({ service: 'cos', action, parameters: {}, signature: 'COS', outcome })
    // shows clients that the answer comes from the store and not from something in between
    return { ...answer, headers: { ...answer.headers, 'x-cos-request-id': randomUUID() } }
  }

  function answerTo(request: SignedRequest, url: URL, place: Place): StoreAnswer {
    if (place.name === CODE_BUCKET) return serveCode(state, url)
    const problem = findSignatureProblem(request, url, state.account)
    if (problem) return refusal(403, problem)
    if (!place.name) return xml('ListAllMyBucketsResult', listBuckets(state))
    return serve(request, place, url.searchParams)
  }

  function serve(
    { method, body }: SignedRequest,
    { name, key, setting }: Place,
    listing: URLSearchParams
  ): StoreAnswer {
    if (method === 'PUT' && !key && !setting) {
      if (state.buckets.has(name)) return refusal(409, 'BucketAlreadyExists')
      state.buckets.set(name, new Map())
      return { status: 200 }
    }
    const bucket = state.buckets.get(name)
    if (!bucket) return refusal(404, 'NoSuchBucket')
    if (setting) return serveSetting(`${name} ${setting}`, method, body)
    if (method === 'PUT') {
      bucket.set(key, body)
      return { status: 200, headers: { etag: etagOf(body) } }
    }
    if (method === 'HEAD' && !key) return { status: 200 }
    if (method === 'DELETE') {
      if (key) bucket.delete(key)
      else state.buckets.delete(name)
      return { status: 204 }
    }
    if (!key)
      return xml('ListBucketResult', listObjects(name, bucket, listing, state.quota.keysPerPage))
    const found = bucket.get(key)
    return found ? { status: 200, body: found } : refusal(404, 'NoSuchKey')
  }

  /** Rules are kept as they were sent. */
  function serveSetting(name: string, method: string, body: Buffer): StoreAnswer {
    if (method === 'GET') {
      const kept = state.bucketSettings.get(name)
      return kept ? { ...xml('', ''), body: kept } : refusal(404, 'NoSuchConfiguration')
    }
    if (method === 'PUT') state.bucketSettings.set(name, body)
    else state.bucketSettings.delete(name)
    return { status: method === 'PUT' ? 200 : 204 }
  }
}

/** What a request is about: a bucket, an object in it, or one of the bucket's settings. */
interface Place {
  /** Empty: the list of buckets */
  name: string
  key: string
  setting: string | undefined
}

function listBuckets({ buckets, account }: State): string {
  const listed = [...buckets.keys()].map(
    (name) => `<Bucket><Name>${name}</Name><Location>${account.region}</Location></Bucket>`
  )
  return `<Owner><ID>${account.uin}</ID></Owner><Buckets>${listed.join('')}</Buckets>`
}

/** @see https://cloud.tencent.com/document/product/436/7734 */
function listObjects(
  name: string,
  bucket: Map<string, Buffer>,
  listing: URLSearchParams,
  keysPerPage: number
): string {
  const [prefix = '', marker = ''] = ['prefix', 'marker'].map((one) => listing.get(one) ?? '')
  const all = [...bucket]
    .filter(([key]) => key.startsWith(prefix) && key > marker)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const page = all.slice(0, Math.min(keysPerPage, Number(listing.get('max-keys') ?? Infinity)))
  const listed = page.map(
    ([key, content]) => `<Contents><Key>${key}</Key><Size>${content.length}</Size></Contents>`
  )
  const isTruncated = page.length < all.length
  const next = isTruncated ? `<NextMarker>${page.at(-1)?.[0]}</NextMarker>` : ''
  const about = `<Name>${name}</Name><IsTruncated>${isTruncated}</IsTruncated>${next}`
  return `${about}${listed.join('')}`
}

function refusal(status: number, code: string): StoreAnswer {
  return { ...xml('Error', `<Code>${code}</Code><Message>${code}</Message>`), status }
}

function xml(root: string, content: string): StoreAnswer {
  const headers = { 'content-type': 'application/xml' }
  return { status: 200, headers, body: `<?xml version="1.0"?><${root}>${content}</${root}>` }
}

function etagOf(content: Buffer): string {
  return `"${createHash('md5').update(content).digest('hex')}"`
}
