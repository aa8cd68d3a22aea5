import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** `there`: from the client to the server. */
export type Way = 'there' | 'back'

/** What becomes of data: it is passed on or lost, or the connection is reset in its place. */
export type Verdict = 'pass' | 'lose' | 'reset'

/** One client's connection and its counterpart to the server. */
export interface Link {
  client: Socket
  server: Socket
  isSilent: boolean
}

export interface TcpProxy {
  port: number
  /** How many connections clients have opened. */
  opened: number
  /** Refuses new connections and resets open ones, or serves them again. */
  refuse(on: boolean): void
  /** Resets the open connections. Serves new ones. */
  reset(): void
  /** Passes answers on this much later. */
  delay(ms: number): void
  /** Loses whatever open connections send and receive, without closing them. Serves new ones. */
  dropSilently(): void
  /** Loses whatever new connections send, too, or serves them again. */
  blackHole(on: boolean): void
  /** Resets the connection that has passed this many more bytes of answers. */
  cutAfter(bytes: number): void
  stop(): Promise<void>
}

interface Watch {
  /** Sent to a new connection, which ends with it, in place of the server's own greeting. */
  greeting?(): Buffer | undefined
  /** Looks at everything that is about to be passed on. */
  judge?(way: Way, data: Buffer, link: Link): Verdict
}

/** Starts a TCP proxy on 127.0.0.1 that can fail as networks do. */
export async function startTcpProxy(
  target: { port: number; host?: string },
  { greeting, judge }: Watch = {}
): Promise<TcpProxy> {
  const open = new Set<Link>()
  let isRefusing = false
  let isBlackHole = false
  let delayMs = 0
  let leftBytes = Infinity

  const server = createServer((client) => {
    client.on('error', () => undefined)
    if (isRefusing) return client.resetAndDestroy()
    proxy.opened++
    const greeted = greeting?.()
    if (greeted) return client.end(greeted)
    serve({
      client,
      server: connect(target.port, target.host ?? '127.0.0.1'),
      isSilent: isBlackHole
    })
  })

  function serve(link: Link): void {
    const { client, server } = link
    open.add(link)
    let answers = Promise.resolve()
    const pass = (way: Way, data: Buffer, write: () => void) => {
      const verdict = judge?.(way, data, link) ?? 'pass'
      if (verdict === 'reset') client.resetAndDestroy()
      else if (verdict === 'pass' && !link.isSilent) write()
    }
    client.on('data', (data) => pass('there', data, () => server.write(data)))
    server.on('data', (data) =>
      pass('back', data, () => {
        const dueAt = performance.now() + delayMs
        // one after the other, however the delay changes meanwhile
        if (delayMs) answers = answers.then(() => sleep(dueAt - performance.now()))
        answers = answers.then(() => answer(link, data))
      })
    )
    client.on('close', () => {
      open.delete(link)
      server.destroy()
    })
    server
      .on('error', () => undefined)
      .on('close', () => {
        if (!link.isSilent) void answers.then(() => client.destroy())
      })
  }

  function answer({ client, isSilent }: Link, data: Buffer): void {
    if (isSilent) return
    if (data.length < leftBytes) {
      leftBytes -= data.length
      client.write(data)
      return
    }
    client.write(data.subarray(0, leftBytes), () => client.resetAndDestroy())
    leftBytes = Infinity
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    opened: 0,
    refuse(on) {
      isRefusing = on
      if (on) proxy.reset()
    },
    reset() {
      for (const { client } of open) client.resetAndDestroy()
    },
    delay: (ms) => void (delayMs = ms),
    dropSilently() {
      for (const link of open) link.isSilent = true
    },
    blackHole: (on) => void (isBlackHole = on),
    cutAfter: (bytes) => void (leftBytes = bytes),
    stop() {
      for (const { client, server } of open) {
        client.destroy()
        server.destroy()
      }
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
  return proxy
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
