import { randomBytes } from 'node:crypto'
import { type IncomingMessage, type ServerResponse } from 'node:http'
import { isForeign } from '../local-server'
import { type Answered, answerRequest } from './answer-request'
import { type Bucket } from './bucket'
import { addCors, isPreflight } from './cors'
import { CosError, sendError } from './errors'
import { cosEvent } from './events'
import { type Notifier } from './notifier'

/** Ways in which storage fails: busy, no answer, a connection that ends, an answer that is lost. */
export type CosFault = 'slowDown' | 'hang' | 'reset' | 'loseAnswer'

export interface Trouble {
  fault?: CosFault
  /** How many more requests fail. */
  times: number
  delayMs: number
  /** How much later events are sent. */
  eventMs: number
}

/** A request as policies see it: the name of the action, and the key. */
export interface AskedEntry {
  name: string
  key: string
  status: number
}

interface HandlerOptions {
  bucket: Bucket
  region: string
  notifier: Notifier
  asked: AskedEntry[]
  trouble: Trouble
  /** Origins of pages that may upload and read. */
  cors?: RegExp
}

/** Answers requests to a bucket; `address` is where it is. */
export function createHandler({ bucket, region, notifier, asked, trouble, cors }: HandlerOptions) {
  function notify({ change }: Answered, { socket }: IncomingMessage, requestId: string): void {
    if (!change) return
    const place = { bucket: bucket.name, region }
    const event = cosEvent(place, { ...change, requestId, address: socket.remoteAddress ?? '' })
    notifier.notify(event, trouble.eventMs)
  }

  return async (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    address: string
  ): Promise<void> => {
    if (isForeign(incoming)) return void outgoing.writeHead(403).end()
    const requestId = newRequestId()
    outgoing.setHeader('server', 'tencent-cos').setHeader('x-cos-request-id', requestId)
    addCors(incoming, outgoing, cors)
    if (isPreflight(incoming)) return void outgoing.writeHead(200).end()
    const [raw = '/', rawQuery] = (incoming.url ?? '/').split(/\?(.*)/s)
    const entry: AskedEntry = { name: incoming.method ?? '', key: '', status: 0 }
    asked.push(entry)
    const fault = trouble.times > 0 ? trouble.fault : undefined
    if (fault) trouble.times--
    try {
      if (fault === 'hang') return
      if (fault === 'reset') return void incoming.socket.resetAndDestroy()
      if (fault === 'slowDown') throw new CosError('SlowDown', 'Please reduce your request rate')
      const query = new URLSearchParams(rawQuery)
      const answered = await answerRequest(bucket, { incoming, path: decode(raw), query, address })
      Object.assign(entry, { name: answered.name, key: answered.key, status: answered.status })
      notify(answered, incoming, requestId)
      if (fault === 'loseAnswer') return void incoming.socket.resetAndDestroy()
      if (trouble.delayMs) await new Promise((resolve) => setTimeout(resolve, trouble.delayMs))
      send(outgoing, answered, incoming)
    } catch (error) {
      const refusal = error instanceof CosError ? error : new CosError('InternalError', 'Failed')
      entry.status = refusal.status
      // what still arrives is thrown away, so that the sender gets to see the answer
      incoming.resume()
      const resource = `${bucket.name}${raw}`
      sendError(outgoing, refusal, { method: incoming.method, resource, requestId })
    }
  }
}

/** New buckets have every file downloaded from COS's own domains, instead of shown. */
function send(outgoing: ServerResponse, answered: Answered, { method }: IncomingMessage): void {
  const { name, status, headers, body } = answered
  const isFile = name === 'GetObject' && status < 300
  const forced = { 'content-disposition': 'attachment', 'x-cos-force-download': 'true' }
  outgoing.writeHead(status, {
    ...(isFile && { 'content-type': 'application/octet-stream', ...forced }),
    ...headers
  })
  outgoing.end(method === 'HEAD' ? undefined : body)
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch {
    throw new CosError('InvalidURI', 'The path is not percent-encoded UTF-8')
  }
}

function newRequestId(): string {
  return Buffer.from(randomBytes(18).toString('hex')).toString('base64')
}
