import { createClient, login, tokenIn } from './client'
import { bundleOf, type LocalStack, startInstance } from './local-stack'
import { percentile } from './percentile'

/** Medians in ms, from the start of the process. */
export interface Cold {
  /** A bare HTTP server's first answer */
  bareMs: number
  /** The login bundle's first answer of any kind */
  listeningMs: number
  /** The first login, with new connections to WeChat and to MySQL */
  loginMs: number
  /** The median of the ratios within each round */
  listeningToBare: number
}

const BARE =
  'require("node:http").createServer((q, a) => a.end("{}")).listen(+process.env.PORT, "127.0.0.1")'

/** Starts each kind of process once per round and waits for its first answer. */
export async function measureCold({ environment }: LocalStack, rounds: number): Promise<Cold> {
  const bare: number[] = []
  const listening: number[] = []
  const logins: number[] = []
  for (let round = 0; round < rounds; round++) {
    const bareAt = performance.now()
    const floor = await startInstance(['-e', BARE], {})
    bare.push(performance.now() - bareAt)
    await floor.stop()

    const startedAt = performance.now()
    const instance = await startInstance([bundleOf('login')], environment)
    listening.push(performance.now() - startedAt)
    const client = createClient(instance.url)
    tokenIn(await client.call(login('cold')))
    logins.push(performance.now() - startedAt)
    client.close()
    await instance.stop()
  }
  const middle = (all: number[]) => percentile(all, 0.5)
  return {
    bareMs: middle(bare),
    listeningMs: middle(listening),
    loginMs: middle(logins),
    listeningToBare: middle(listening.map((ms, round) => ms / (bare[round] ?? NaN)))
  }
}
