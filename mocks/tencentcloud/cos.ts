import { createHash } from 'node:crypto'
import type { Call } from './call'
import { isSigned } from './cos-signature'
import type { SignedRequest } from './signature'
import type { State } from './state'

export interface StoreAnswer {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/**
 * Makes what answers `cos.<region>.myqcloud.com` (the list of buckets) and
 * `<bucket>.cos.<region>.myqcloud.com`: buckets and whole objects, as far as a deployment goes.
 * Records every call.
 */
export function createStore(state: State, calls: Call[]) {
  return (request: SignedRequest, url: URL): StoreAnswer => {
    const key = decodeURIComponent(url.pathname).slice(1)
    const name = request.host.split('.cos.')[0] ?? ''
    const isService = request.host.startsWith('cos.')
    const action = `${request.method} ${isService ? '' : `${name}/${key}`}`
    const call: Call = { service: 'cos', action, parameters: {}, signature: 'COS', outcome: 'ok' }
    calls.push(call)
    const answer = isSigned(request, url, state.account)
      ? serve(request, { name, key, isService })
      : refusal(403, 'SignatureDoesNotMatch')
    if (answer.status >= 400) call.outcome = String(answer.status)
    return answer
  }

  function serve(
    { method, body }: SignedRequest,
    { name, key, isService }: { name: string; key: string; isService: boolean }
  ): StoreAnswer {
    if (isService) return xml('ListAllMyBucketsResult', listBuckets(state))
    if (method === 'PUT' && !key) {
      if (state.buckets.has(name)) return refusal(409, 'BucketAlreadyExists')
      state.buckets.set(name, new Map())
      return { status: 200 }
    }
    const bucket = state.buckets.get(name)
    if (!bucket) return refusal(404, 'NoSuchBucket')
    if (method === 'PUT') {
      bucket.set(key, body)
      return { status: 200, headers: { etag: etagOf(body) } }
    }
    if (method === 'DELETE') {
      if (key) bucket.delete(key)
      else state.buckets.delete(name)
      return { status: 204 }
    }
    if (!key) return xml('ListBucketResult', listObjects(name, bucket))
    const found = bucket.get(key)
    return found ? { status: 200, body: found } : refusal(404, 'NoSuchKey')
  }
}

function listBuckets({ buckets, account }: State): string {
  const listed = [...buckets.keys()].map(
    (name) => `<Bucket><Name>${name}</Name><Location>${account.region}</Location></Bucket>`
  )
  return `<Owner><ID>${account.uin}</ID></Owner><Buckets>${listed.join('')}</Buckets>`
}

function listObjects(name: string, bucket: Map<string, Buffer>): string {
  const listed = [...bucket].map(
    ([key, content]) => `<Contents><Key>${key}</Key><Size>${content.length}</Size></Contents>`
  )
  return `<Name>${name}</Name><IsTruncated>false</IsTruncated>${listed.join('')}`
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
