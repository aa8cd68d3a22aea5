import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { GatewayRequest, Reply } from '../gateway/types'
import type * as BundleBrowser from './bundle-browser'
import type * as Compile from './compile'
import { writeAppScript } from './write-app-script'
import { watchSources } from './watch-sources'

export interface PreviewOptions {
  /** The folder that DevTools opens. */
  miniprogramDir: string
  log(line: string): void
}

export interface Preview {
  /** Answers `/preview` and all below it; undefined for every other path. */
  handle(request: Pick<GatewayRequest, 'path' | 'method'>): Promise<Reply> | undefined
  stop(): Promise<void>
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript'
}

/**
 * The mini-program's own pages in an ordinary browser, on WeChat's open-source framework. They are
 * compiled as data, at the first request and again after each save; nothing of it costs a start.
 */
export function createPreview({ miniprogramDir, log }: PreviewOptions): Preview {
  const sources = watchSources(miniprogramDir, log)
  const compiled = sources.cached(() => compiler().compileApp(miniprogramDir))

  const files: Record<string, () => string | Promise<string>> = {
    '/preview': () => read('panel/panel.html'),
    '/preview/panel.css': async () => (await bundler().bundleBrowser('panel')).css,
    '/preview/panel.js': async () => (await bundler().bundleBrowser('panel')).js,
    '/preview/phone': () => read('phone/phone.html'),
    '/preview/phone.css': async () => (await bundler().bundleBrowser('phone')).css,
    '/preview/phone.js': async () => (await bundler().bundleBrowser('phone')).js,
    '/preview/app.css': async () => (await compiled()).css,
    '/preview/app.js': async () => writeAppScript(await compiled())
  }

  async function serve(name: string): Promise<Reply> {
    if (name === '/preview/changes') return reply(200, 'text/event-stream', sources.events())
    const file = files[name]
    if (!file) return reply(404, 'text/plain', `${name}: no such page of the preview\n`)
    const body = await file()
    return reply(200, TYPES[path.extname(name)] ?? 'text/html', body)
  }

  return {
    handle({ path: name }) {
      if (name !== '/preview' && !name.startsWith('/preview/')) return undefined
      return serve(name === '/preview/' ? '/preview' : name)
    },
    stop: () => sources.stop()
  }
}

// loaded at the first request: the compilers take longer than all the rest of a start
const load = createRequire(__filename)
const compiler = () => load('./compile') as typeof Compile
const bundler = () => load('./bundle-browser') as typeof BundleBrowser

function read(file: string): string {
  return readFileSync(path.join(__dirname, 'browser', file), 'utf8')
}

function reply(status: number, type: string, body: Reply['body']): Reply {
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }
  return { status, headers, body, source: 'preview' }
}
