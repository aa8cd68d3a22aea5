import { AD, startOwnStack } from './own-stack'

export interface Cost {
  msPerThousand: number
  statementsPerThousand: number
  /** What it takes to store them first, each in a commit of its own, as a click does. */
  insertMsPerThousand: number
}

const EVENTS = 3000

/** What one processor needs for events that are counted together. */
export async function measureCost(): Promise<Cost> {
  const own = await startOwnStack()
  try {
    const { url, scf } = own.stack
    const work = () => scf.invoke('events', { Type: 'Timer' })
    const click = () => fetch(`${url}/go/${AD}`, { redirect: 'manual' })
    // warm
    await Promise.all([click(), work()])
    await work()
    const storing = performance.now()
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let i = 0; i < EVENTS / 20; i++) await (await click()).arrayBuffer()
      })
    )
    const insertMs = performance.now() - storing
    const before = await questions(own)
    const working = performance.now()
    await work()
    const workMs = performance.now() - working
    const asked = (await questions(own)) - before
    return {
      msPerThousand: (workMs / EVENTS) * 1000,
      statementsPerThousand: (asked / EVENTS) * 1000,
      insertMsPerThousand: (insertMs / EVENTS) * 1000
    }
  } finally {
    await own.stop()
  }
}

/** Statements that the server has been sent so far. */
async function questions({ query }: Awaited<ReturnType<typeof startOwnStack>>): Promise<number> {
  const [row] = await query<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Questions'")
  return Number(row?.Value)
}
