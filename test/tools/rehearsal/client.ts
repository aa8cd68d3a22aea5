import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { type TencentCloud } from '../../../tools/rehearsal'

export interface CloudReply {
  status: number
  headers: IncomingHttpHeaders
  body: string
  /** The API's response. */
  response: Record<string, unknown> & { Error?: { Code: string; Message: string } }
}

interface Tc3Options {
  key?: Key
  version?: string
  atMs?: number
  /** The service in the signature, if it differs from the one called. */
  scopeService?: string
}

interface StoreOptions {
  key?: Key
  atMs?: number
  query?: Record<string, string>
  signedHeaders?: string[]
}

interface Key {
  secretId: string
  secretKey: string
  token?: string
}

/**
 * Clients of the stand-in that sign their requests themselves, as the cloud's documents describe.
 */
export function createClients({ port, state }: TencentCloud) {
  async function send(
    url: string,
    {
      method = 'POST',
      headers = {},
      body = ''
    }: { method?: string; headers?: object; body?: string | Buffer }
  ): Promise<CloudReply> {
    const outgoing = httpRequest({
      host: '127.0.0.1',
      port,
      path: url,
      method,
      headers: { host: new URL(url).host, connection: 'close', ...headers }
    })
    outgoing.end(body)
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    const said = await text(incoming)
    const json = /^\{"Response"/.test(said)
      ? (JSON.parse(said) as { Response: CloudReply['response'] })
      : undefined
    const { statusCode: status = 0, headers: told } = incoming
    return { status, headers: told, body: said, response: json?.Response ?? {} }
  }

  /** @see https://cloud.tencent.com/document/api/583/33845 */
  function tc3(
    service: string,
    action: string,
    parameters: object,
    {
      key = state.account,
      version = '2018-04-16',
      atMs = Date.now(),
      scopeService = service
    }: Tc3Options = {}
  ) {
    const host = `${service}.tencentcloudapi.com`
    const body = JSON.stringify(parameters)
    const timestamp = Math.floor(atMs / 1000)
    const date = new Date(atMs).toISOString().slice(0, 10)
    const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')
    const asked = [
      'POST',
      '/',
      '',
      `content-type:application/json\nhost:${host}\n`,
      'content-type;host',
      sha256(body)
    ]
    const scope = `${date}/${scopeService}/tc3_request`
    const toSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(asked.join('\n'))].join('\n')
    const hmac = (secret: string | Buffer, content: string) =>
      createHmac('sha256', secret).update(content).digest()
    const signing = hmac(hmac(hmac(`TC3${key.secretKey}`, date), scopeService), 'tc3_request')
    const signature = hmac(signing, toSign).toString('hex')
    const headers = {
      'content-type': 'application/json',
      'x-tc-action': action,
      'x-tc-version': version,
      'x-tc-timestamp': String(timestamp),
      ...(key.token && { 'x-tc-token': key.token }),
      authorization:
        `TC3-HMAC-SHA256 Credential=${key.secretId}/${scope}, ` +
        `SignedHeaders=content-type;host, Signature=${signature}`
    }
    return send(`http://${host}/`, { headers, body })
  }

  /** @see https://cloud.tencent.com/document/api/583/33846 */
  function form(
    service: string,
    action: string,
    parameters: Record<string, string>,
    { key = state.account }: { key?: Key } = {}
  ) {
    const host = `${service}.tencentcloudapi.com`
    const fields: Record<string, string> = {
      ...parameters,
      Action: action,
      Version: '2018-04-16',
      Nonce: '1',
      Timestamp: String(Math.floor(Date.now() / 1000)),
      SecretId: key.secretId,
      SignatureMethod: 'HmacSHA256'
    }
    const sorted = Object.keys(fields)
      .sort()
      .map((name) => `${name}=${fields[name]}`)
    fields.Signature = createHmac('sha256', key.secretKey)
      .update(`POST${host}/?${sorted.join('&')}`)
      .digest('base64')
    return send(`http://${host}/`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString()
    })
  }

  /** @see https://cloud.tencent.com/document/product/436/7778 */
  function store(
    method: string,
    bucket: string,
    path: string,
    body?: Buffer,
    {
      key = state.account,
      atMs = Date.now(),
      query = {},
      signedHeaders = ['host']
    }: StoreOptions = {}
  ) {
    const host = `${bucket ? `${bucket}.` : ''}cos.ap-guangzhou.myqcloud.com`
    const hmac = (secret: string, content: string) =>
      createHmac('sha1', secret).update(content).digest('hex')
    const time = `${Math.floor(atMs / 1000)};${Math.floor(atMs / 1000) + 60}`
    const values: Record<string, string> = { host }
    const headerText = signedHeaders.map((name) => `${name}=${values[name]}`).join('&')
    const names = Object.keys(query).sort()
    const queryText = names.map((name) => `${name}=${encodeURIComponent(query[name] ?? '')}`)
    const asked = `${method.toLowerCase()}\n${path}\n${queryText.join('&')}\n${headerText}\n`
    const toSign = `sha1\n${time}\n${createHash('sha1').update(asked).digest('hex')}\n`
    const signature = hmac(hmac(key.secretKey, time), toSign)
    const authorization = Object.entries({
      'q-sign-algorithm': 'sha1',
      'q-ak': key.secretId,
      'q-sign-time': time,
      'q-key-time': time,
      'q-header-list': signedHeaders.join(';'),
      'q-url-param-list': names.join(';'),
      'q-signature': signature
    })
      .map((field) => field.join('='))
      .join('&')
    const search = names.length ? `?${queryText.join('&')}` : ''
    return send(`http://${host}${path}${search}`, { method, headers: { authorization }, body })
  }

  return { send, tc3, form, store }
}
