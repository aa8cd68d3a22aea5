import { AD, startOwnStack } from './own-stack'
import { clickUnderFire, type FireReport, killChildren } from './under-fire'

export interface Shooting extends FireReport {
  /** Redirected without the database, as the log says. */
  lost: number
  /** Events that reached the database. */
  stored: number
  counted: number
  killed: number
  databaseKills: number
  seconds: number
}

const AT_ONCE = 20
const EVERY_MS = 250
/** Of so many shots, one hits the database server. */
const DATABASE_EVERY = 20
/** On a busy machine an invocation may be ended by its limit; the next goes on. */
const WORK_OFF_MS = 60_000

/** Clicks, with SIGKILLs of functions, processors and the database server in between. */
export async function fireAtClicks(clicks: number): Promise<Shooting> {
  const own = await startOwnStack()
  const startedAt = performance.now()
  let killed = 0
  let databaseKills = 0
  const shots = Array.from({ length: DATABASE_EVERY }, (_, i) => async () => {
    if (i < DATABASE_EVERY - 1) {
      killed += killChildren(i % 2 ? 'events.js' : 'go.js')
      return
    }
    databaseKills += killChildren('innodb') ? 1 : 0
    await own.restartDatabase()
  })
  try {
    const { url, scf } = own.stack
    const fired = await clickUnderFire({
      ...{ url, scf, ad: AD, clicks, atOnce: AT_ONCE, everyMs: EVERY_MS },
      shots
    })
    const seconds = (performance.now() - startedAt) / 1000
    await workOff(own)
    // done events are deleted after a while, but not their numbers
    const [stored] = await count(own, 'SELECT COUNT(*) AS n FROM events')
    const [counted] = await count(own, 'SELECT SUM(clicks) AS n FROM ad_clicks')
    const lost = own.lines.filter((line) => line.includes('CLICK_LOST')).length
    return {
      ...fired,
      lost,
      stored: Number(stored?.n),
      counted: Number(counted?.n),
      killed,
      databaseKills,
      seconds
    }
  } finally {
    await own.stop()
  }
}

/** Processes what is still waiting, at once: claims of the killed would end after a minute. */
async function workOff(own: Awaited<ReturnType<typeof startOwnStack>>): Promise<void> {
  const endAt = performance.now() + WORK_OFF_MS
  while (performance.now() < endAt) {
    const [waiting] = await count(own, "SELECT COUNT(*) AS n FROM events WHERE state = 'waiting'")
    if (!Number(waiting?.n)) return
    await own.query("UPDATE events SET due_at = '2020-01-01' WHERE state = 'waiting'")
    await own.stack.scf.invoke('events', { Type: 'Timer' })
  }
}

function count({ query }: Awaited<ReturnType<typeof startOwnStack>>, sql: string) {
  return query<{ n: number }>(sql)
}
