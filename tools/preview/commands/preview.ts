import { existsSync, readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  request as sendHttp,
  type ServerResponse
} from 'node:http'
import { request as sendHttps } from 'node:https'
import path from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { type Command } from '../../common/command'
import { readPort } from '../../common/port'
import { stopOnSignal } from '../../common/signals'
import { createPreview, type Preview } from '..'

const USAGE = `Usage: npm run preview [-- --miniprogram DIR] [-- --gateway URL] [-- --port PORT]

Shows a mini-program in the browser, in front of a gateway that runs already.

  --miniprogram DIR  the folder with app.json; this project's by default
  --gateway URL      answers its requests to 127.0.0.1 (http://127.0.0.1:3000)
  --port PORT        where to listen (3001); 0 chooses a free port`

/** npm run preview: any mini-program, without a stack of its own. */
export const preview: Command = async ({ miniprogramDir }, args) => {
  const { values } = parseArgs({
    args,
    options: {
      miniprogram: { type: 'string' },
      gateway: { type: 'string', default: 'http://127.0.0.1:3000' },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h' }
    }
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const dir = findRoot(path.resolve(values.miniprogram ?? miniprogramDir))
  if (!existsSync(path.join(dir, 'app.json')))
    throw new Error(`${dir} has no app.json: --miniprogram names the folder of a mini-program`)
  if (!URL.canParse(values.gateway))
    throw new Error(`--gateway: ${values.gateway} is not an address, such as http://127.0.0.1:3000`)
  const shown = createPreview({ miniprogramDir: dir, log: console.log })
  shown.prepare()
  const server = createServer((incoming, outgoing) => {
    // rejects when whoever asks has gone away
    answer(shown, incoming, outgoing, values.gateway).catch(() => outgoing.destroy())
  })
  const port = readPort(values.port ?? '3001', 0)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const { port: used } = server.address() as { port: number }
  console.log(`preview   http://localhost:${used}/preview`)
  console.log(`gateway   ${values.gateway}`)
  stopOnSignal(async () => {
    await shown.stop()
    server.close()
    server.closeAllConnections()
  })
  return undefined
}

/** DevTools opens the folder with project.config.json, which may name a different one for the pages. */
function findRoot(dir: string): string {
  const file = path.join(dir, 'project.config.json')
  if (existsSync(path.join(dir, 'app.json')) || !existsSync(file)) return dir
  const { miniprogramRoot = '' } = JSON.parse(readFileSync(file, 'utf8')) as {
    miniprogramRoot?: string
  }
  return path.join(dir, miniprogramRoot)
}

async function answer(
  shown: Preview,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  gateway: string
): Promise<void> {
  const { method, url = '/', headers } = incoming
  const [pathname = ''] = url.split('?')
  if (!/^\/preview(\/|$)/.test(pathname)) return passOn(gateway, incoming, outgoing)
  const body = await buffer(incoming)
  const reply = await shown.handle({ path: pathname, method, headers, body })
  outgoing.writeHead(reply?.status ?? 404, reply?.headers)
  if (reply?.body instanceof Readable) reply.body.pipe(outgoing)
  else outgoing.end(reply?.body)
}

/** What the mini-program asks of its own back end. */
function passOn(gateway: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url = '/', headers } = incoming
  // a path that begins with two slashes must not name another host
  const place = new URL(gateway.replace(/\/+$/, '') + url)
  const send = place.protocol === 'https:' ? sendHttps : sendHttp
  const onward = send(place, { method, headers: { ...headers, host: place.host } }, (reply) => {
    outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
    // either one that breaks off ends the other
    pipeline(reply, outgoing, () => undefined)
  })
  onward.once('error', ({ message }) => {
    if (!outgoing.headersSent) outgoing.writeHead(502, { 'content-type': 'text/plain' })
    outgoing.end(`${gateway} does not answer: ${message}\n`)
  })
  incoming.pipe(onward)
}
