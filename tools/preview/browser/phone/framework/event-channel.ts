type Listener = (...values: unknown[]) => void
type Listeners = Map<string, Set<Listener>>

export type EventChannel = ReturnType<typeof createEnd>

/** The two ends of the channel between a page and the one that it opens: each hears the other. */
export function createEventChannel(events: Record<string, Listener> = {}) {
  const atOpener: Listeners = new Map()
  const atOpened: Listeners = new Map()
  const opener = createEnd(atOpener, atOpened)
  for (const [name, listener] of Object.entries(events)) opener.on(name, listener)
  return { opener, opened: createEnd(atOpened, atOpener) }
}

function createEnd(own: Listeners, other: Listeners) {
  const end = {
    on(name: string, listener: Listener) {
      own.set(name, (own.get(name) ?? new Set()).add(listener))
    },
    once(name: string, listener: Listener) {
      const once = (...values: unknown[]) => {
        end.off(name, once)
        listener(...values)
      }
      end.on(name, once)
    },
    off(name: string, listener?: Listener) {
      if (listener) own.get(name)?.delete(listener)
      else own.delete(name)
    },
    emit(name: string, ...values: unknown[]) {
      for (const listener of [...(other.get(name) ?? [])]) listener(...values)
    }
  }
  return end
}
