import { type Deadline } from '../core/deadline'
import { buildFromSettings } from '../settings/read-settings'
import { type Read } from '../settings/setting-rules'

/**
 * One of the things that a function is made of: its database, its users, its operations. A function
 * has each part once, has only those that its operations need, and checks only the settings that
 * these need (docs/decisions/0019).
 */
export interface Part<T, N extends Needs = Needs, S = unknown> {
  /** Reads its settings. */
  settings?(read: Read): S
  /** The parts that it uses. */
  needs: N
  make(parts: PartsOf<N>, settings: S): T
  /** Gets it ready before the first call needs it. */
  warmUp?(made: T, deadline: Deadline): Promise<void>
}

export interface Needs {
  [name: string]: Part<unknown>
}

export type PartsOf<N extends Needs> = { [Name in keyof N]: ReturnType<N[Name]['make']> }

/** Describes a part; `make` must not wait or fail. */
export function part<T, N extends Needs, S = undefined>(recipe: Part<T, N, S>): Part<T, N, S> {
  return recipe
}

/** Several parts as one. */
export function group<N extends Needs>(needs: N) {
  return part({ needs, make: (parts) => parts })
}

/**
 * Checks the settings that these parts need and makes them, now or at the first call (see
 * `buildFromSettings`, also for what it throws).
 */
export function prepareParts<N extends Needs>(needs: N) {
  const all = [...listParts(needs)]
  const readAll = (read: Read) => all.map((each) => each.settings?.(read))
  return buildFromSettings(readAll, (settings) => {
    const made = new Map<Part<unknown>, unknown>()
    for (const [i, each] of all.entries())
      made.set(each, each.make(pick(each.needs, made), settings[i]))
    return {
      parts: pick(needs, made),
      async warmUp(deadline: Deadline): Promise<void> {
        for (const each of all) await each.warmUp?.(made.get(each), deadline)
      }
    }
  })
}

/** These parts and all that they need, each after its own needs. */
function listParts(needs: Needs, found = new Set<Part<unknown>>()): Set<Part<unknown>> {
  for (const each of Object.values(needs)) {
    listParts(each.needs, found)
    found.add(each)
  }
  return found
}

function pick<N extends Needs>(needs: N, made: Map<Part<unknown>, unknown>): PartsOf<N> {
  const picked = Object.entries(needs).map(([name, each]) => [name, made.get(each)])
  return Object.fromEntries(picked) as PartsOf<N>
}
