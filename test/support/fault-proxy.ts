import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface FaultProxy {
  /** The database's URL, through the proxy. */
  url: string
  /** How many connections clients have opened. */
  opened: number
  /**
   * What clients have sent, by packet, as text in which statements can be found: a prepared one with
   * its values for each time that it is run, and `PREPARE` for the packet that prepares it.
   */
  sent: string[]
  /** The statements that clients have prepared. */
  prepared: string[]
  /** Refuses new connections and cuts open ones, or serves them again. */
  refuse(on: boolean): void
  /** Answers new connections with an error of the server in place of its greeting. */
  greetWith(error: { errno: number; sqlState: string; message: string } | undefined): void
  /** Passes answers on this much later. */
  delay(ms: number): void
  /** Loses whatever open connections send and receive, without closing them. Serves new ones. */
  dropSilently(): void
  /** Cuts the connection instead of passing on the answer to the next packet that matches. */
  loseAnswerTo(pattern: RegExp): void
  /** Cuts the connection instead of passing on the next packet that matches. */
  cutAt(pattern: RegExp): void
  stop(): Promise<void>
}

const COM_STMT_PREPARE = 0x16
const COM_STMT_EXECUTE = 0x17

/** Starts a TCP proxy for a MySQL server that can fail as networks do. */
export async function startFaultProxy(databaseUrl: string): Promise<FaultProxy> {
  const target = new URL(databaseUrl)
  const open = new Set<{ client: Socket; upstream: Socket; silent: boolean }>()
  let refusing = false
  let greeting: Buffer | undefined
  let delayMs = 0
  let losing: RegExp | undefined
  let cutting: RegExp | undefined

  const server = createServer((client) => {
    if (refusing) return client.resetAndDestroy()
    proxy.opened++
    if (greeting) return client.end(greeting)
    const upstream = connect(Number(target.port || 3306), target.hostname)
    const pair = { client, upstream, silent: false }
    open.add(pair)
    let loseNext = false
    const statements = new Map<number, string>()
    let preparing: string | undefined
    client.on('data', (data) => {
      const text = readPacket(data)
      proxy.sent.push(text)
      if (pair.silent) return
      if (preparing === undefined && cutting?.test(text)) {
        cutting = undefined
        return client.resetAndDestroy()
      }
      if (preparing === undefined && losing?.test(text)) {
        losing = undefined
        loseNext = true
      }
      upstream.write(data)
    })
    upstream.on('data', (data) => {
      if (preparing !== undefined && data[4] === 0) statements.set(data.readUInt32LE(5), preparing)
      preparing = undefined
      if (loseNext) client.resetAndDestroy()
      else if (delayMs > 0) setTimeout(() => client.write(data), delayMs)
      else if (!pair.silent) client.write(data)
    })
    function readPacket(data: Buffer): string {
      const text = data.toString('latin1')
      if (data[4] === COM_STMT_PREPARE) {
        preparing = text.slice(5)
        proxy.prepared.push(preparing)
        return 'PREPARE'
      }
      const isRun = data[4] === COM_STMT_EXECUTE && data.length >= 9
      return isRun ? `${statements.get(data.readUInt32LE(5)) ?? ''} ${text.slice(9)}` : text
    }

    client
      .on('error', () => undefined)
      .on('close', () => {
        open.delete(pair)
        upstream.destroy()
      })
    upstream
      .on('error', () => undefined)
      .on('close', () => {
        if (!pair.silent) client.destroy()
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)

  const proxy: FaultProxy = {
    url: url.href,
    opened: 0,
    sent: [],
    prepared: [],
    refuse(on) {
      refusing = on
      if (on) for (const { client } of open) client.resetAndDestroy()
    },
    greetWith: (error) => (greeting = error && errorPacket(error)),
    delay: (ms) => (delayMs = ms),
    dropSilently() {
      for (const pair of open) pair.silent = true
    },
    loseAnswerTo: (pattern) => (losing = pattern),
    cutAt: (pattern) => (cutting = pattern),
    stop() {
      for (const { client, upstream } of open) {
        client.destroy()
        upstream.destroy()
      }
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
  return proxy
}

function errorPacket(error: { errno: number; sqlState: string; message: string }): Buffer {
  const text = Buffer.from(`#${error.sqlState}${error.message}`)
  const head = Buffer.from([text.length + 3, 0, 0, 0, 0xff, error.errno & 255, error.errno >> 8])
  return Buffer.concat([head, text])
}
