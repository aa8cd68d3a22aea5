import { type Report } from './person'

interface ClicksParts {
  url: string
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>
}

interface Click {
  ad: string
  /** 0: no answer, so it may have been stored or not. */
  status: number
}

const HANGS_MS = 17_000

/** Ads that are clicked once each, so that any click shows that is lost or counted twice. */
export async function createClicks({ url, query }: ClicksParts, most: number) {
  const clicks: Click[] = []
  const ads = Array.from({ length: most }, (_, i) => `chaos.${i}`)
  const target = 'https://www.example.com/'
  await query('INSERT INTO ads (id, url) VALUES ?', [ads.map((ad) => [ad, target])])

  return {
    clicks,
    /** Clicks the next ad; undefined when each has been clicked. */
    async click(): Promise<number | undefined> {
      const ad = ads[clicks.length]
      if (ad === undefined) return undefined
      const click: Click = { ad, status: 0 }
      clicks.push(click)
      try {
        const signal = AbortSignal.timeout(HANGS_MS)
        const response = await fetch(`${url}/go/${ad}`, { redirect: 'manual', signal })
        await response.arrayBuffer()
        click.status = response.status
      } catch {
        // killed while it answered
      }
      return click.status
    },

    /** After everything is worked. `lost` has the ads whose loss is in the log. */
    async check(lost: Set<string>, report: Report): Promise<{ answered: number; counted: number }> {
      const rows = await query<{ ad: string; clicks: string | number }>(
        "SELECT ad, SUM(clicks) AS clicks FROM ad_clicks WHERE ad LIKE 'chaos.%' GROUP BY ad"
      )
      const counted = new Map(rows.map((row) => [row.ad, Number(row.clicks)]))
      const known = new Set(clicks.map(({ ad }) => ad))
      for (const { ad, status } of clicks) {
        const times = counted.get(ad) ?? 0
        if (times > 1) report(`a click was counted ${times} times`)
        if (times === 0 && status === 302 && !lost.has(ad))
          report('a click was answered 302, and neither counted nor in the log as lost')
      }
      for (const ad of counted.keys()) if (!known.has(ad)) report('a click was counted of nobody')
      const answered = clicks.filter(({ status }) => status === 302).length
      return { answered, counted: [...counted.values()].reduce((sum, each) => sum + each, 0) }
    }
  }
}

export type Clicks = Awaited<ReturnType<typeof createClicks>>

/** The ads of lines that say CLICK_LOST. */
export function lostAds(lines: string[]): Set<string> {
  const lost = lines.flatMap((line) => /"event":"CLICK_LOST","ad":"([^"]+)"/.exec(line)?.[1] ?? [])
  return new Set(lost)
}
