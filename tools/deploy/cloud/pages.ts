/** More than an account may have of anything that is listed here. */
const MAX_PAGES = 100
const PAGE = 20

/**
 * Reads all pages of a list, which is the field `name` of each reply. The end is where a page is
 * empty or the total is reached; the cloud may leave out either, and return null for an empty list.
 */
export async function readPages<Item>(
  name: string,
  readPage: (range: { Offset: number; Limit: number }) => Promise<unknown>
): Promise<Item[]> {
  const all: Item[] = []
  for (let page = 0; page < MAX_PAGES; page++) {
    const range = { Offset: all.length, Limit: PAGE }
    const reply = (await readPage(range)) as Record<string, unknown>
    const items = reply[name] as Item[] | null | undefined
    const total = (reply.TotalCount ?? reply.Total) as number | null | undefined
    all.push(...(items ?? []))
    if (!items?.length || (total && all.length >= total)) break
  }
  return all
}
