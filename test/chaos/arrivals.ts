import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { project } from '../support/project'
import { createClicks, lostAds } from './clicks'
import { createMessages } from './messages'
import { type Report } from './person'
import { createRandom } from './random'
import { type World } from './world'

const MOST_CLICKS = 20_000
const CLICKERS = 4
const PROCESSORS = 2
const PAUSE_MS = 20
/** Each works a hundred events at least. */
const MOST_ROUNDS = 400

/** What arrives while everything fails, and the processors that work it. */
export async function createArrivals(world: World, seed: number, report: Report) {
  const { url, wechat, server } = world
  const { query } = server.database
  const messages = createMessages({ url, pusher: wechat.pusher, random: createRandom(seed) })
  // the ads are an example, which an owner may have removed
  const hasAds = existsSync(path.join(project.functionsDir, 'go'))
  const clicks = hasAds ? await createClicks({ url, query }, MOST_CLICKS) : undefined

  const repeat = async (isOver: () => boolean, act: () => Promise<unknown>) => {
    for (; !isOver(); await sleep(PAUSE_MS)) await act()
  }

  return {
    async live(isOver: () => boolean): Promise<void> {
      const clickers = Array.from({ length: clicks ? CLICKERS : 0 }, () => clicks!.click)
      const processors = Array.from({ length: PROCESSORS }, () => world.work)
      const acts = [...clickers, ...processors, messages.closeAccount]
      await Promise.all(acts.map((act) => repeat(isOver, act)))
    },

    /** Works what is left, as the timer would within some minutes, and compares. */
    async check(): Promise<void> {
      const waiting =
        "state <> 'done' AND kind IN ('ad-clicked', 'wechat.user_authorization_cancellation')"
      // what failed too often waits for a person, who says: again
      await query(
        `UPDATE events SET state = 'waiting', tries = 0, due_at = '2020-01-01' WHERE ${waiting}`
      )
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const [left] = await query<{ n: number }>(
          `SELECT COUNT(*) AS n FROM events WHERE ${waiting}`
        )
        if (!Number(left?.n)) break
        await world.work()
        if (round === MOST_ROUNDS - 1) report(`${left?.n} events are left`)
      }
      await messages.check(report)
      const counts = await clicks?.check(lostAds(world.lines), report)
      console.log(`  ${messages.taken()} accounts closed; clicks: ${JSON.stringify(counts)}`)
    }
  }
}
