import { readMultipart } from '../contract/door/read-multipart'
import { type OwnPages } from './routing/door'
import { type GatewayRequest } from './server/incoming'
import { type GatewayReply } from './server/outgoing'

const PATH = '/_gateway/uploads'
const KEPT = 100
const KEY = /^[\w.-]+(\/[\w.-]+){0,5}$/

interface Upload {
  type: string
  bytes: Buffer
}

/**
 * Takes the forms of uploads whose grants are mocked, and shows the files again: POST with the fields
 * `key` and `Content-Type` and a file, then GET the key. They are in memory, the last ones only.
 */
export function createUploads(): OwnPages {
  const kept = new Map<string, Upload>()

  function take(request: GatewayRequest): GatewayReply {
    const fields = readMultipart(request.body, request.headers['content-type'] ?? '')
    const { key, file, 'Content-Type': type } = fields
    const isFile = file !== null && typeof file === 'object' && 'bytes' in file
    if (typeof key !== 'string' || !KEY.test(key) || key.includes('..') || !isFile)
      return answer(400, 'the form needs a key and, after it, a file')
    kept.delete(key)
    const shown = typeof type === 'string' ? type : 'application/octet-stream'
    kept.set(key, { type: shown, bytes: file.bytes as Buffer })
    const [oldest = ''] = kept.keys()
    if (kept.size > KEPT) kept.delete(oldest)
    return answer(204)
  }

  function show(key: string): GatewayReply {
    const found = kept.get(key)
    if (!found) return answer(404, 'nothing was uploaded under this key')
    const headers = {
      'content-type': found.type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox'
    }
    return { status: 200, headers, body: found.bytes, source: 'gateway' }
  }

  async function handle(request: GatewayRequest): Promise<GatewayReply> {
    const { method, path } = request
    if (method === 'GET') return show(path.slice(PATH.length + 1).replaceAll('%2F', '/'))
    if (method !== 'POST') return answer(405, 'use GET or POST')
    try {
      return take(request)
    } catch {
      return answer(400, 'the body is not multipart/form-data')
    }
  }

  return {
    handle: (request) =>
      request.path === PATH || request.path.startsWith(`${PATH}/`) ? handle(request) : undefined
  }
}

function answer(status: number, body = ''): GatewayReply {
  const headers = { 'content-type': 'text/plain; charset=utf-8' }
  return { status, headers, body, source: 'gateway' }
}
