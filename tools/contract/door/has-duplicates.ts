/**
 * Whether two items of a list are equal, for `uniqueItems`. Takes time by the list's size alone;
 * comparing each with each would take seconds for what fits into 64 KB.
 */
export function hasDuplicates(items: unknown[]): boolean {
  const values = new Set<unknown>()
  const texts = new Set<string>()
  for (const item of items)
    if (typeof item === 'object' && item !== null) texts.add(textOf(item))
    else values.add(item)
  return values.size + texts.size < items.length
}

/** JSON in which the keys of an object have one order. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${textOf(one)}`).join()}}`
}
