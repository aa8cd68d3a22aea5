import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type Authority } from './certificates'

/** A request with its body, whether it came through a TLS tunnel or not. */
export interface ProxiedRequest {
  method: string
  url: URL
  headers: Record<string, string | undefined>
  body: Buffer
}

export interface ProxyReply {
  status: number
  headers?: Record<string, string | string[]>
  body?: string | Buffer
}

/** What decides about the proxy's requests. */
interface Site {
  /** Whether anything answers at this host name. */
  knows: (host: string) => boolean
  /** Whether to break the connection before the request is read. */
  cuts: (host: string, path: string) => boolean
  answer: (request: ProxiedRequest) => Promise<ProxyReply>
}

/**
 * Starts an HTTP(S) proxy on a free local port that forwards nothing: `site` answers for every
 * host, with certificates signed by `authority`. Connections to hosts that `site` does not know
 * break.
 */
export async function startProxy(site: Site, authority: Authority) {
  const open = new Set<Socket>()

  function handle(incoming: IncomingMessage, outgoing: ServerResponse, protocol: string): void {
    const { host = '' } = incoming.headers
    const url = new URL(incoming.url ?? '/', `${protocol}://${host}`)
    if (!site.knows(url.hostname) || site.cuts(url.hostname, url.pathname))
      return void incoming.socket.destroy()
    const method = incoming.method ?? 'GET'
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()])
    )
    buffer(incoming)
      .then((body) => site.answer({ method, url, headers, body }))
      .then(({ status, headers = {}, body }) => outgoing.writeHead(status, headers).end(body))
      .catch(() => incoming.socket.destroy())
  }

  const tls = createHttps(
    { SNICallback: (host, done) => done(null, authority.contextFor(host)) },
    (incoming, outgoing) => handle(incoming, outgoing, 'https')
  )
  const proxy = createHttp((incoming, outgoing) => handle(incoming, outgoing, 'http'))
  proxy.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  proxy.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    socket.on('error', () => undefined)
    if (!site.knows(incoming.url?.split(':')[0] ?? '')) return void socket.destroy()
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    tls.emit('connection', socket)
  })
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (proxy.address() as AddressInfo).port,
    stop(): Promise<void> {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => proxy.close(() => resolve()))
    }
  }
}
