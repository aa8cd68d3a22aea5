import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml'

/** The line of the deepest key on the path that the text has; a `$ref` on the way is followed. */
export function lineOf(text: string, value: unknown, path: readonly string[]): number {
  const events = parseEvents(text, {})
  // the first event is the document
  let place = { index: 1, offset: 0 }
  for (const key of followReferences(value, path)) {
    const below = enter(text, events, place.index, key)
    if (!below) break
    place = below
  }
  return text.slice(0, place.offset).split('\n').length
}

/** The same place by a path on which no reference lies. */
function followReferences(root: unknown, path: readonly string[]): string[] {
  let at = root
  let keys: string[] = []
  for (const key of path) {
    const { $ref: ref } = (at ?? {}) as { $ref?: unknown }
    if (typeof ref === 'string' && ref.startsWith('#/') && key !== '$ref') {
      keys = ref.slice(2).split('/')
      at = keys.reduce(member, root)
    }
    keys.push(key)
    at = member(at, key)
  }
  return keys
}

function member(value: unknown, key: string): unknown {
  return (value as Record<string, unknown> | null | undefined)?.[key]
}

/** Where the value of a key or of an item begins in the events, and the key or item in the text. */
function enter(
  text: string,
  events: Event[],
  index: number,
  key: string
): { index: number; offset: number } | undefined {
  const collection = events[index]
  let at = index + 1
  if (collection?.type === EVENT_ID.SEQUENCE)
    for (let item = 0; isInside(events[at]); item++, at = skip(events, at))
      if (String(item) === key) return { index: at, offset: offsetOf(events[at]) }
  if (collection?.type === EVENT_ID.MAPPING)
    for (; isInside(events[at]); at = skip(events, skip(events, at))) {
      const name = events[at]
      if (name?.type === EVENT_ID.SCALAR && getScalarValue(text, name) === key)
        return { index: skip(events, at), offset: offsetOf(name) }
    }
  return undefined
}

function isInside(event: Event | undefined): boolean {
  return event !== undefined && event.type !== EVENT_ID.POP
}

/** The index behind an event and all that it contains. */
function skip(events: Event[], index: number): number {
  const event = events[index]
  let at = index + 1
  if (event?.type !== EVENT_ID.SEQUENCE && event?.type !== EVENT_ID.MAPPING) return at
  while (isInside(events[at])) at = skip(events, at)
  return at + 1
}

function offsetOf(event: Event | undefined): number {
  if (event?.type === EVENT_ID.SCALAR) return event.valueStart
  const isCollection = event?.type === EVENT_ID.SEQUENCE || event?.type === EVENT_ID.MAPPING
  return isCollection ? event.start : 0
}
