import { Failure, failures } from './errors'
import { refused, type Instance, type Outcome } from './outcome'
import type { FunctionSettings } from '../serverless-yml'
import { supervise, type Supervised } from './supervised'

export interface PoolOptions {
  idleMs: number
  freeze: boolean
  /**
   * One instance only, at once and without time limits, for which calls queue: a debugger may hold
   * it
   */
  debug: boolean
  log: (line: string) => void
}

interface Slot<Payload, Value> extends Supervised<Payload, Value> {
  running: number
  /** Takes no further call, and ends after those it has */
  retired: boolean
  idleTimer?: NodeJS.Timeout
}

/** The instances of one function: which of them takes a call, and when they start and end. */
export function createPool<Payload, Value>(
  settings: FunctionSettings,
  start: () => Instance<Payload, Value>,
  options: PoolOptions
) {
  type Place = Slot<Payload, Value>
  const concurrency = settings.type === 'web' ? settings.concurrency : 1
  const maxInstances = options.debug ? 1 : settings.maxInstances
  /** Those that take calls, the most recently used first: the others get the chance to idle away */
  const slots: Place[] = []
  /** Those and the retired ones */
  const alive = new Set<Place>()
  const ending = new Set<Promise<void>>()
  const waiting: (() => void)[] = []
  let stopped = false

  if (options.debug) open()

  function open(): Place {
    const supervised = supervise(settings, start(), { ...options, isStopped: () => stopped })
    const slot: Place = { ...supervised, running: 0, retired: false }
    slots.push(slot)
    alive.add(slot)
    slot.child.whenGone(() => {
      if (alive.has(slot) && slot.running === 0 && !stopped)
        options.log(`${settings.name}: idle instance ${slot.child.id} ended by itself`)
      end(slot)
    })
    return slot
  }

  async function take(): Promise<Place> {
    for (;;) {
      if (stopped) throw failures.cancelled()
      // a debugger's port is free again only when the instance before is gone
      const count = options.debug ? alive.size + ending.size : slots.length
      const slot =
        slots.find(({ running }) => running < concurrency) ??
        (count < maxInstances ? open() : undefined)
      if (slot) {
        slot.running++
        return slot
      }
      if (!options.debug)
        throw failures.concurrency(settings.name, maxInstances * settings.memoryMb)
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }

  function release(slot: Place): void {
    slot.running--
    if (slot.running === 0 && slot.retired) return end(slot)
    if (slot.retired) return
    slots.splice(slots.indexOf(slot), 1)
    slots.unshift(slot)
    if (slot.running === 0 && options.freeze) slot.child.freeze()
    slot.idleTimer ??= setTimeout(() => endIdle(slot), options.idleMs).unref()
    // cheaper than a timer a call; it may fire during one, whose end starts it again
    slot.idleTimer.refresh()
    waiting.shift()?.()
  }

  function endIdle(slot: Place): void {
    if (slot.running === 0 && !options.debug) end(slot)
  }

  function retire(slot: Place): void {
    withdraw(slot)
    if (slot.running === 0) end(slot)
  }

  function withdraw(slot: Place): void {
    slot.retired = true
    const at = slots.indexOf(slot)
    if (at >= 0) slots.splice(at, 1)
  }

  function end(slot: Place): void {
    if (!alive.delete(slot)) return
    withdraw(slot)
    clearTimeout(slot.idleTimer)
    const ended = slot.child.end().then(() => {
      ending.delete(ended)
      waiting.shift()?.()
    })
    ending.add(ended)
  }

  return {
    /** Never rejects: what goes wrong is in the outcome. */
    async call(payload: Payload): Promise<Outcome<Value>> {
      let slot: Place
      try {
        slot = await take()
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure
        return refused(failure)
      }
      const { outcome, fatal } = await slot.call(payload)
      if (fatal) withdraw(slot)
      release(slot)
      return outcome
    },
    /**
     * The bundle has changed: the next call gets a new instance, those that run end where they
     * began.
     */
    reload(): void {
      for (const slot of [...slots]) retire(slot)
      // a debugger that attaches again by itself needs something to attach to
      if (options.debug)
        void Promise.all(ending).then(() => {
          if (!stopped && alive.size === 0) open()
        })
    },
    /** Ends every instance at once, busy or not; resolves when they are gone. */
    async stop(): Promise<void> {
      stopped = true
      for (const slot of [...alive]) end(slot)
      waiting.splice(0).forEach((wake) => wake())
      await Promise.all(ending)
    }
  }
}
