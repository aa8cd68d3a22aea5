import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

const PAUSE_MS = 5

/** How many calls were answered by which code, and what else came back. */
export interface Count {
  byCode: Record<string, number>
  failed: string[]
}

/** Calls a public address over and over; an answer tells its code in the header x-code. */
export function createTraffic(proxyPort: number) {
  const agent = new Agent({ keepAlive: true })

  /** Without a token: 401, and the database is not asked. */
  async function call(url: string, count: Count): Promise<void> {
    try {
      const outgoing = request({
        agent,
        host: '127.0.0.1',
        port: proxyPort,
        path: url.replace('https:', 'http:'),
        headers: { host: new URL(url).host }
      })
      outgoing.end()
      const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
      incoming.resume()
      await once(incoming, 'end')
      if (incoming.statusCode !== 401) throw new Error(`status ${incoming.statusCode}`)
      const code = String(incoming.headers['x-code'])
      count.byCode[code] = (count.byCode[code] ?? 0) + 1
    } catch (error) {
      count.failed.push((error as Error).message)
    }
  }

  return {
    async calls(url: string, total: number): Promise<Count> {
      const count: Count = { byCode: {}, failed: [] }
      let begun = 0
      const worker = async () => {
        while (begun++ < total) await call(url, count)
      }
      await Promise.all(Array.from({ length: 8 }, worker))
      return count
    },
    /** Calls all the time that `work` takes. */
    async during<Result>(url: string, work: () => Promise<Result>): Promise<[Count, Result]> {
      const count: Count = { byCode: {}, failed: [] }
      const working = work()
      let isOver = false
      const over = () => (isOver = true)
      working.then(over, over)
      while (!isOver) {
        await call(url, count)
        await delay(PAUSE_MS)
      }
      return [count, await working]
    },
    stop: () => agent.destroy()
  }
}
