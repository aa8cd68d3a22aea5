import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { startDeadline } from '../../cloudfunctions/shared/core/deadline'
import {
  type Database,
  database as databasePart
} from '../../cloudfunctions/shared/database/database'
import { startMysql, throwAwayDir } from '../../tools/mysql'
import { stoppedOnSignal } from '../support/interrupt'
import { type Figures, judge, JUDGE_FLAGS } from '../support/limits'
import { percentile } from '../support/percentile'

const INSTANCES = 60
const SLOTS = 45
const ENOUGH = 2 * INSTANCES
const FOR_MS = 4000
/** Between two calls of an instance, on average. */
const PAUSE_MS = 20
/** What a function has left when it begins. */
const DEADLINE_MS = 5500

interface Served {
  /** Of each call, by instance. */
  ms: number[][]
  failed: number
}

/**
 * 60 instances with a connection each, on a database server with room for 45 of them, beside one
 * with room for all: the instances' part that talks to the database, all in this process. Returns
 * the exit code.
 */
export async function bench(args: string[]): Promise<number> {
  return judge('budget', measure, parseArgs({ args, options: JUDGE_FLAGS }).values)
}

async function measure(): Promise<Figures> {
  const dir = await throwAwayDir()
  const server = await startMysql({ dir })
  const stop = stoppedOnSignal(async () => {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  })
  try {
    const enough = await serve(server.url, ENOUGH)
    const scarce = await serve(server.url, SLOTS)
    const all = scarce.ms.flat()
    return {
      share: all.length / enough.ms.flat().length,
      'ms, p50': percentile(all, 0.5),
      'ms, p99': percentile(all, 0.99),
      'ms, slowest': Math.max(...all),
      'fewest calls of an instance': Math.min(...scarce.ms.map((each) => each.length)),
      failed: scarce.failed + enough.failed,
      starved: scarce.ms.filter((each) => each.length === 0).length
    }
  } finally {
    await stop()
  }
}

/** Each instance makes one call after the other, with a pause in between. */
async function serve(url: string, slots: number): Promise<Served> {
  const admin = await createConnection({ uri: url })
  await admin.query(`SET GLOBAL max_connections = ${slots}`)
  await admin.end()
  const endAt = performance.now() + FOR_MS
  let failed = 0
  const callAgain = async (instance: Database) => {
    const ms: number[] = []
    while (performance.now() < endAt) {
      const startedAt = performance.now()
      const deadline = startDeadline(DEADLINE_MS)
      const call = instance.run('SELECT 1 WHERE 1 = ?', [1], deadline)
      await call.then(
        () => ms.push(performance.now() - startedAt),
        () => failed++
      )
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * PAUSE_MS))
    }
    await instance.end()
    return ms
  }
  const instances = Array.from({ length: INSTANCES }, () =>
    databasePart.make({}, { url, connections: 1 })
  )
  return { ms: await Promise.all(instances.map(callAgain)), failed }
}
