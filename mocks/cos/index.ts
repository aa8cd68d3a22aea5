import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { listen } from '../local-server'
import { type Bucket } from './bucket'
import { type AskedEntry, type CosFault, createHandler, type Trouble } from './handler'
import { createKeyRing, type KeyRing } from './keys'
import { createNotifier, type Deliver } from './notifier'
import { type CosObject, createStore } from './store'

export { type CosKeys } from './keys'
export { type CosEvent } from './events'
export { type CosObject } from './store'

export interface CosStandIn {
  /** The bucket's address. */
  url: string
  bucket: string
  keys: KeyRing
  /** What was asked for so far: the name in policies, and the key. */
  asked: AskedEntry[]
  list(prefix?: string): CosObject[]
  read(key: string): Buffer
  /** Without an event: nobody sent it. */
  put(key: string, bytes: Buffer, contentType: string): void
  remove(key: string): void
  /** Hands events to `deliver` from now on. */
  connect(deliver: Deliver): void
  /** Fails the next requests in this way; 0 ends that. */
  fail(fault: CosFault, times?: number): void
  /** Delays every answer, or every event, in milliseconds. */
  delay(ms: number): void
  delayEvents(ms: number): void
  stop(): Promise<void>
}

interface CosOptions {
  /** With an account's id behind it. */
  bucket: string
  region?: string
  acl?: Bucket['acl']
  /** Where objects are kept, also after a restart; otherwise in a folder that `stop` removes. */
  folder?: string
  /** Pages of these origins may upload and read; a mini-program is not a page. */
  corsOrigins?: RegExp
  /** See Notifier; every fourth by default. */
  repeatEvery?: number
  clock?(): Date
}

const PAUSES_MS = [100, 1000, 10_000]

/** Starts a stand-in for one bucket of COS on a free local port. */
export async function startCos(options: CosOptions): Promise<CosStandIn> {
  const { region = 'ap-guangzhou', clock = () => new Date() } = options
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'cos-'))
  const keys = createKeyRing(clock)
  const store = createStore(folder, clock)
  const bucket: Bucket = { name: options.bucket, store, keys, clock, acl: options.acl ?? 'private' }
  const notifier = createNotifier({ repeatEvery: options.repeatEvery ?? 4, pausesMs: PAUSES_MS })
  const asked: AskedEntry[] = []
  const trouble: Trouble = { times: 0, delayMs: 0, eventMs: 0 }
  const handle = createHandler({
    bucket,
    region,
    notifier,
    asked,
    trouble,
    cors: options.corsOrigins
  })

  const server = createServer()
  const { url, stop } = await listen(server)
  server.on('request', (incoming, outgoing) => void handle(incoming, outgoing, url))
  return {
    url,
    bucket: bucket.name,
    keys,
    asked,
    list: store.list,
    read: store.read,
    put(key, bytes, contentType) {
      const incoming = store.begin()
      incoming.write(bytes)
      incoming.keep({ key, headers: { 'content-type': contentType }, acl: 'default' })
    },
    remove: store.remove,
    connect: notifier.connect,
    fail: (fault, times = 1) => void Object.assign(trouble, { fault, times }),
    delay: (ms) => void (trouble.delayMs = ms),
    delayEvents: (ms) => void (trouble.eventMs = ms),
    async stop() {
      notifier.stop()
      await stop()
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    }
  }
}
