interface Page<Item> {
  items: Item[] | null | undefined
  /** The number of all items, where the cloud returns it */
  total?: number | null
}

/** More than an account may have of anything that is listed here. */
const MAX_PAGES = 100

/**
 * Reads all pages of a list. The end is where a page is empty or the total is reached; the cloud may
 * leave out either, and return null for an empty list.
 */
export async function readPages<Item>(
  readPage: (offset: number) => Promise<Page<Item>>
): Promise<Item[]> {
  const all: Item[] = []
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, total } = await readPage(all.length)
    all.push(...(items ?? []))
    if (!items?.length || (total && all.length >= total)) break
  }
  return all
}
