import { once } from 'node:events'
import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createPreview } from '../../../tools/preview'
import { project } from '../../support/project'

export interface PreviewServer {
  url: string
  lines: string[]
  stop(): Promise<void>
}

/** Serves the preview on a free port, and passes every other path on to a gateway. */
export async function servePreview(
  gatewayUrl: string | (() => string),
  miniprogramDir = project.miniprogramDir,
  others?: Record<string, string>
): Promise<PreviewServer> {
  const lines: string[] = []
  const preview = createPreview({ miniprogramDir, others, log: (line) => lines.push(line) })
  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://preview')
    if (!/^\/preview(\/|$)/.test(pathname)) {
      const url = typeof gatewayUrl === 'string' ? gatewayUrl : gatewayUrl()
      return passOn(url, incoming, outgoing)
    }
    const { method, headers } = incoming
    void buffer(incoming).then(async (sent) => {
      const reply = await preview.handle({ path: pathname, method, headers, body: sent })!
      outgoing.writeHead(reply.status, reply.headers)
      if (reply.body instanceof Readable) reply.body.pipe(outgoing)
      else outgoing.end(reply.body)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines,
    async stop() {
      await preview.stop()
      server.close()
      server.closeAllConnections()
    }
  }
}

function passOn(gatewayUrl: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url, headers } = incoming
  const onward = send(gatewayUrl + url, { method, headers, agent: false }, (reply) => {
    outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(outgoing)
  })
  onward.once('error', () => outgoing.destroy())
  incoming.pipe(onward)
}
