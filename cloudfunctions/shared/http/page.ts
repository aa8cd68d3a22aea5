/** One page of a list, and the cursor of the next one; without it, this is the last. */
export interface Page<T> {
  page: T[]
  next?: string
}

/** Cuts one page from rows that were read with one row too many, which shows that more follow. */
export function cutPage<T>(found: T[], size: number, cursorOf: (last: T) => string): Page<T> {
  const page = found.slice(0, size)
  const last = page.at(-1)
  return { page, ...(last && found.length > size && { next: cursorOf(last) }) }
}
