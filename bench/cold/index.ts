import { statSync } from 'node:fs'
import { fetchPeer, PEER_ARGS } from '../peer'
import { BARE_SERVER, bundleOf, startBackEnd, startInstance } from '../support/back-end'
import { createClient, login, tokenIn } from '../support/client'
import { type BenchOptions, type Figures, judge, readOptions } from '../support/limits'
import { percentile } from '../support/percentile'

const KILOBYTE = 1024

/**
 * From the start of a process to its first answer: of the login bundle, and of a bare HTTP server.
 * Each kind starts once per round. Options: --check, --quick, --json, --rounds N. Returns the exit
 * code.
 */
export function bench(args: string[]): Promise<number> {
  const options = readOptions(args, { rounds: 15, quick: 5 })
  return judge('cold', () => measure(options), options)
}

async function measure({ rounds, quick }: BenchOptions): Promise<Figures> {
  const backEnd = await startBackEnd()
  const fetched = await fetchPeer({ quick })
  const bare: number[] = []
  const peers: number[] = []
  const listening: number[] = []
  const logins: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const bareAt = performance.now()
      const floor = await startInstance(['-e', BARE_SERVER], {})
      bare.push(performance.now() - bareAt)
      await floor.stop()

      if (fetched.PEER_FOLDER) {
        const peerAt = performance.now()
        const peer = await startInstance(PEER_ARGS, { ...backEnd.environment, ...fetched })
        peers.push(performance.now() - peerAt)
        await peer.stop()
      }

      const startedAt = performance.now()
      const instance = await startInstance([bundleOf('login')], backEnd.environment)
      listening.push(performance.now() - startedAt)
      const client = createClient(instance.url)
      tokenIn(await client.call(login('cold')))
      logins.push(performance.now() - startedAt)
      client.close()
      await instance.stop()
    }
  } finally {
    await backEnd.stop()
  }
  const middle = (all: number[]) => percentile(all, 0.5)
  const toBare = (all: number[]) => middle(all.map((ms, round) => ms / (bare[round] ?? NaN)))
  const besidePeer = {
    'peer, first answer, ms': middle(peers),
    firstAnswerToPeer: middle(listening.map((ms, round) => ms / (peers[round] ?? NaN)))
  }
  return {
    'bare node:http, first answer, ms': middle(bare),
    'login bundle, first answer, ms': middle(listening),
    'login bundle, first login, ms': middle(logins),
    ...(peers.length && besidePeer),
    firstAnswerToBare: toBare(listening),
    firstLoginToBare: toBare(logins),
    loginBundleKb: statSync(bundleOf('login')).size / KILOBYTE
  }
}
