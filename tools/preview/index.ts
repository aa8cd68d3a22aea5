import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Readable } from 'node:stream'
import { createEventStream, serverSentEvent } from '../common/event-stream'
import { readPackaged } from './compile/assets'
import { followApp } from './follow-app'
import { type CallReply, isOwnPage, passOn, type PreviewRequest, relay } from './server-calls'

export { compileApp } from './follow-app'

interface PreviewOptions {
  /** The folder that DevTools opens. */
  miniprogramDir: string
  /** What the phone asks of others, such as WeChat Pay: addresses by the name after `/preview/`. */
  others?: Record<string, string>
  log(line: string): void
}

interface PreviewReply {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** A stream has no end. */
  body: string | Uint8Array | Readable
  source: 'preview'
}

export interface Preview {
  /** Compiles ahead of the first request, which would otherwise wait for it. */
  prepare(): void
  /** Answers `/preview` and every path below it; returns undefined for other paths. */
  handle(request: PreviewRequest): Promise<PreviewReply> | undefined
  stop(): Promise<void>
}

/** What is below this path are files of the mini-program. */
const FILES = '/preview/files/'

/** How soon a page reconnects after the preview was restarted. */
const RETRY_MS = 500

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  // a browser finds out by itself what other images, sounds and fonts are
  '.svg': 'image/svg+xml'
}

/**
 * Serves the mini-program's own pages to an ordinary browser, on WeChat's open-source framework.
 * Compiles them at the first request, or when told to prepare, and again after a save.
 */
export function createPreview({ miniprogramDir, others = {}, log }: PreviewOptions): Preview {
  const stream = createEventStream({ retryMs: RETRY_MS })
  const app = followApp({
    dir: miniprogramDir,
    onSaved: (change) => stream.send(serverSentEvent('saved', change)),
    log
  })

  /** Everything at once: one request after the other would wait for its own part alone. */
  const prepare = () => {
    // the request for the part reports its error
    for (const part of [app.read(), bundle('phone'), bundle('panel')]) part.catch(() => undefined)
  }

  const files: Record<string, () => string | Promise<string>> = {
    '/preview': () => readPage('panel/panel.html'),
    '/preview/panel.css': async () => (await bundle('panel')).css,
    '/preview/panel.js': async () => (await bundle('panel')).js,
    '/preview/phone': () => readPage('phone/phone.html').replace('{others}', origins(others)),
    '/preview/phone.css': async () => (await bundle('phone')).css,
    '/preview/phone.js': async () => (await bundle('phone')).js,
    '/preview/app.css': async () => (await app.read()).css,
    '/preview/app.js': async () => (await import('./compile')).writeAppScript(await app.read())
  }

  const calls: Record<string, (request: PreviewRequest) => Promise<CallReply>> = {
    '/preview/relay': relay,
    // without anything behind it, a payment succeeds
    '/preview/pay': passOn(undefined),
    ...Object.fromEntries(
      Object.entries(others).map(([name, url]) => [`/preview/${name}`, passOn(url)])
    )
  }

  async function answer(request: PreviewRequest): Promise<PreviewReply> {
    if (!isOwnPage(request)) return reply(403, 'text/plain', 'only for the pages of the preview\n')
    try {
      const answered = await calls[request.path]!(request)
      return { ...answered, source: 'preview' }
    } catch (error) {
      return reply(502, 'text/plain', `${(error as Error).message}\n`)
    }
  }

  async function serve(name: string): Promise<PreviewReply> {
    if (name === '/preview/changes') {
      await app.watch()
      return reply(200, 'text/event-stream', stream.open())
    }
    if (name.startsWith(FILES)) {
      const file = await readPackaged(miniprogramDir, name.slice(FILES.length))
      return file
        ? reply(200, TYPES[file.type] ?? '', file.bytes)
        : reply(404, 'text/plain', `${name}: no such file\n`)
    }
    const file = files[name]
    // a page that opens asks for all the rest next
    if (/^\/preview(\/phone)?$/.test(name)) prepare()
    if (!file) return reply(404, 'text/plain', `${name}: the preview has no such page\n`)
    return reply(200, TYPES[path.extname(name)] ?? TYPES['.html']!, await file())
  }

  return {
    prepare,
    handle(request) {
      const { path: name } = request
      if (name in calls) return answer(request)
      if (name !== '/preview' && !name.startsWith('/preview/')) return undefined
      return serve(name === '/preview/' ? '/preview' : name)
    },
    async stop() {
      stream.stop()
      await app.stop()
    }
  }
}

async function bundle(part: 'panel' | 'phone') {
  return (await import('./bundle-browser')).bundleBrowser(part)
}

/** The phone calls these where they are; every other local address means the gateway. */
function origins(others: Record<string, string>): string {
  return Object.values(others)
    .map((url) => new URL(url).origin)
    .join(' ')
}

function readPage(file: string): string {
  return readFileSync(path.join(__dirname, 'browser', file), 'utf8')
}

function reply(status: number, type: string, body: PreviewReply['body']): PreviewReply {
  const headers = { 'cache-control': 'no-store', ...(type && { 'content-type': type }) }
  return { status, headers, body, source: 'preview' }
}
