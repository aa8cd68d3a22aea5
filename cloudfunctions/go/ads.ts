import { type Deadline } from '../shared/core/deadline'
import { database } from '../shared/database/database'
import { clock } from '../shared/parts/clock'
import { part } from '../shared/parts/part'

interface Ads {
  /** Where a click leads; undefined for an unknown ad. Throws what Database.run throws. */
  findUrl(ad: string, deadline: Deadline): Promise<string | undefined>
}

/** Others are not looked for: the database would ignore spaces at their end. */
const AD = /^[\w.-]{1,64}$/
const FRESH_MS = 60_000
const MOST_KEPT = 1000

/**
 * An instance remembers ads for a minute, so that a click costs one statement; and for longer while
 * the database is away.
 */
export const ads = part({
  needs: { database, clock },
  make({ database, clock }): Ads {
    const kept = new Map<string, { url: string; readAt: number }>()

    async function read(ad: string, deadline: Deadline): Promise<string | undefined> {
      const sql = 'SELECT url FROM ads WHERE id = ?'
      const [row] = await database.run<{ url: string }>(sql, [ad], deadline)
      if (kept.size >= MOST_KEPT) kept.clear()
      if (row) kept.set(ad, { url: row.url, readAt: clock().getTime() })
      else kept.delete(ad)
      return row?.url
    }

    return {
      async findUrl(ad, deadline) {
        if (!AD.test(ad)) return undefined
        const known = kept.get(ad)
        if (known && clock().getTime() - known.readAt < FRESH_MS) return known.url
        return read(ad, deadline).catch((error: unknown) => {
          if (!known) throw error
          return known.url
        })
      }
    }
  }
})
