import path from 'node:path'
import { createConnection } from 'mysql2/promise'
import { bundleOf, REPORT_USAGE, startBackEnd, startInstance } from '../support/back-end'
import { createClient, type HttpCall } from '../support/client'
import { type Figures, judge, readOptions } from '../support/limits'
import { percentile } from '../support/percentile'
import { hasFunction, type Kind, KINDS } from './kinds'

/** Calls per round and server, and how many of them at once. */
const CALLS = 500
const AT_ONCE = 20
const WARM_UP_ROUNDS = 3

/**
 * Ad clicks, messages of WeChat's and notifications of WeChat Pay: how many of each a core takes per
 * second, beside the least that stores a request durably, in turns. Options: --check, --json, --save,
 * --rounds N. Returns the exit code.
 */
export async function bench(args: string[]): Promise<number> {
  const options = readOptions(args, { rounds: 8, quick: 2 })
  const codes: number[] = []
  for (const [name, kind] of Object.entries(KINDS).filter(([, each]) => hasFunction(each)))
    codes.push(await judge(name, () => measure(kind, options.rounds), options))
  return Math.max(0, ...codes)
}

async function measure(kind: Kind, rounds: number): Promise<Figures> {
  const backEnd = await startBackEnd()
  const { environment } = backEnd
  const database = await createConnection({ uri: environment.DATABASE_URL, timezone: 'Z' })
  try {
    await database.query(
      'CREATE TABLE IF NOT EXISTS bench_arrivals (id INT AUTO_INCREMENT PRIMARY KEY, body TEXT, at DATETIME(3))'
    )
    const all = CALLS * (rounds + WARM_UP_ROUNDS)
    const { settings, write } = await kind.prepare(database, environment.WECHAT_APPID ?? '', all)
    const floor = await startServer([path.join(__dirname, 'floor.cjs')], environment)
    const ours = await startServer([bundleOf(kind.name)], { ...environment, ...settings })
    const least: HttpCall = { method: 'POST', path: '/', body: JSON.stringify({ at: 'bench' }) }
    const cpuUs = { floor: [] as number[], ours: [] as number[] }
    let written = 0
    for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
      // written before: signing is not the server's work
      const calls = Array.from({ length: CALLS }, () => write(written++))
      const floorUs = await floor.cpuPerCall(
        Array.from(calls, () => least),
        200
      )
      const oursUs = await ours.cpuPerCall(calls, kind.taken)
      if (round < 0) continue
      cpuUs.floor.push(floorUs)
      cpuUs.ours.push(oursUs)
    }
    await Promise.all([floor.stop(), ours.stop()])
    const ratios = cpuUs.ours.map((us, round) => us / (cpuUs.floor[round] ?? NaN))
    return {
      floorPerCore: 1e6 / percentile(cpuUs.floor, 0.5),
      perCore: 1e6 / percentile(cpuUs.ours, 0.5),
      cpuToFloor: percentile(ratios, 0.5)
    }
  } finally {
    await database.end()
    await backEnd.stop()
  }
}

async function startServer(args: string[], environment: Record<string, string>) {
  const instance = await startInstance(['--require', REPORT_USAGE, ...args], environment)
  const client = createClient(instance.url, AT_ONCE)
  return {
    /** In µs; each must be answered with this status. */
    async cpuPerCall(calls: HttpCall[], status: number): Promise<number> {
      const before = await instance.cpuUs()
      const left = [...calls]
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let call = left.pop(); call; call = left.pop()) {
            const answer = await client.call(call)
            if (answer.status !== status)
              throw new Error(`${call.path} was answered ${answer.status} ${answer.body}`)
          }
        })
      )
      return ((await instance.cpuUs()) - before) / calls.length
    },
    async stop() {
      client.close()
      await instance.stop()
    }
  }
}
