import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { http } from '../http-client/http'
import { type HttpAnswer, type HttpCall, HttpFailure } from '../http-client/http-call'
import { clock, secondsOf } from '../parts/clock'
import { part } from '../parts/part'
import { type RoleKey } from '../settings/role-key'
import { storageSettings } from '../settings/sections'
import { type ObjectStart, START_BYTES } from './kinds'
import { encode, signRequest } from './signature'

/** What signs a request, and how long it may take. Without a key, nothing can be signed. */
export interface StorageCall {
  roleKey?: RoleKey
  deadline: Deadline
}

/** One bucket. All methods but the addresses throw Failure STORAGE_UNAVAILABLE. */
export interface ObjectStorage {
  /** Where forms are sent. */
  formUrl: string
  /** undefined where there is no such object. */
  readStart(key: string, call: StorageCall): Promise<ObjectStart | undefined>
  /** Copies if the source still has this ETag. */
  copy(from: string, to: string, etag: string, call: StorageCall): Promise<void>
  /** Does no harm where there is no such object. */
  remove(key: string, call: StorageCall): Promise<void>
  /**
   * An address that shows the object: on the own domain, else one that is signed. It stays the same
   * for half an hour at least, so that pictures are cached, and is good for as long again.
   */
  address(key: string, roleKey: RoleKey | undefined): string
  /** The signed one, for services that fetch the object. */
  signed(key: string, roleKey: RoleKey | undefined): string
  roleKey(call: Pick<StorageCall, 'roleKey'>): RoleKey
}

const STEADY_SECONDS = 1800
const SIGNED_SECONDS = 60
const ANSWER_MS = 3000
const MOST_BYTES = 16 * 1024

export const objectStorage = part({
  settings: storageSettings,
  needs: { http, clock },
  make({ http, clock }, { bucket, url: localUrl, readUrl }): ObjectStorage {
    const region = process.env.TENCENTCLOUD_REGION ?? 'ap-guangzhou'
    const url = localUrl || (bucket && `https://${bucket}.cos.${region}.myqcloud.com`)
    const { host, origin } = new URL(url || 'http://not-set.invalid')
    const addressOf = (key: string) => under(origin, key)

    function keyOf({ roleKey }: Pick<StorageCall, 'roleKey'>): RoleKey {
      const reason = url ? 'the function has no role' : 'FILES_BUCKET is not set'
      if (!url || !roleKey) throw new Failure('SERVER_MISCONFIGURED', { detail: { reason } })
      return roleKey
    }

    async function send(
      method: NonNullable<HttpCall['method']>,
      key: string,
      call: StorageCall,
      headers: Record<string, string> = {}
    ): Promise<HttpAnswer> {
      const roleKey = keyOf(call)
      const now = secondsOf(clock())
      const time = `${now - SIGNED_SECONDS};${now + SIGNED_SECONDS}`
      const pairs = signRequest(roleKey, { method, path: `/${key}`, host, time })
      const authorization = pairs.map((pair) => pair.join('=')).join('&')
      const signed = { authorization, 'x-cos-security-token': roleKey.token, ...headers }
      const sent: HttpCall = {
        method,
        url: addressOf(key),
        headers: signed,
        timeoutMs: ANSWER_MS,
        maxBytes: MOST_BYTES,
        idempotent: true
      }
      try {
        return await http(sent, call.deadline)
      } catch (error) {
        if (!(error instanceof HttpFailure)) throw error
        throw new Failure('STORAGE_UNAVAILABLE', { detail: { storage: error.reason } })
      }
    }

    function signed(key: string, roleKey: RoleKey | undefined): string {
      const signing = keyOf({ roleKey })
      const from = Math.floor(secondsOf(clock()) / STEADY_SECONDS) * STEADY_SECONDS
      const time = `${from};${from + 2 * STEADY_SECONDS}`
      const pairs = signRequest(signing, { method: 'GET', path: `/${key}`, host, time })
      pairs.push(['x-cos-security-token', signing.token])
      const query = pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&')
      return `${addressOf(key)}?${query}`
    }

    return {
      formUrl: `${origin}/`,
      roleKey: keyOf,
      async readStart(key, call) {
        const answer = await send('GET', key, call, { range: `bytes=0-${START_BYTES - 1}` })
        if (answer.status === 404) return undefined
        const { etag = '', 'content-type': contentType = '' } = answer.headers
        // an empty object has no first bytes
        if (answer.status === 416) return { bytes: Buffer.alloc(0), size: 0, contentType, etag }
        const total = /\/(\d+)$/.exec(answer.headers['content-range'] ?? '')?.[1]
        if (answer.status !== 206 || total === undefined) throw refusal(answer)
        return { bytes: answer.bytes, size: Number(total), contentType, etag }
      },
      async copy(from, to, etag, call) {
        const headers = {
          'x-cos-copy-source': `${host}/${from.split('/').map(encode).join('/')}`,
          'x-cos-copy-source-if-match': etag
        }
        const answer = await send('PUT', to, call, headers)
        // a copy that fails after its headers have been sent says so in its body
        if (answer.status !== 200 || !answer.text.includes('<ETag>')) throw refusal(answer)
      },
      async remove(key, call) {
        const answer = await send('DELETE', key, call)
        if (answer.status !== 204 && answer.status !== 404) throw refusal(answer)
      },
      signed,
      address: (key, roleKey) => (readUrl ? under(readUrl, key) : signed(key, roleKey))
    }
  }
})

function under(base: string, key: string): string {
  return `${base.replace(/\/$/, '')}/${key.split('/').map(encode).join('/')}`
}

/** With the code of object storage, for the log. */
function refusal({ status, text }: HttpAnswer): Failure {
  const code = /<Code>(\w{1,64})<\/Code>/.exec(text)?.[1]
  return new Failure('STORAGE_UNAVAILABLE', { detail: { storage: code, httpStatus: status } })
}
