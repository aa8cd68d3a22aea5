type Listener = (...values: unknown[]) => void

export interface EventChannel {
  on(name: string, listener: Listener): void
  once(name: string, listener: Listener): void
  off(name: string, listener?: Listener): void
  emit(name: string, ...values: unknown[]): void
}

/** The two ends of the channel between a page and the one that it opens. */
export function createEventChannel(events: Record<string, Listener> = {}): {
  opener: EventChannel
  opened: EventChannel
} {
  const [opener, opened] = [createEnd(), createEnd()]
  for (const [name, listener] of Object.entries(events)) opener.listen(name, listener)
  return { opener: connect(opener, opened), opened: connect(opened, opener) }
}

function createEnd() {
  const listeners = new Map<string, Set<Listener>>()
  return {
    listen(name: string, listener: Listener) {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
    },
    forget(name: string, listener?: Listener) {
      if (listener) listeners.get(name)?.delete(listener)
      else listeners.delete(name)
    },
    hear(name: string, values: unknown[]) {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(...values)
    }
  }
}

type End = ReturnType<typeof createEnd>

function connect(own: End, other: End): EventChannel {
  return {
    on: own.listen,
    once(name, listener) {
      const once = (...values: unknown[]) => {
        own.forget(name, once)
        listener(...values)
      }
      own.listen(name, once)
    },
    off: own.forget,
    emit: (name, ...values) => other.hear(name, values)
  }
}
