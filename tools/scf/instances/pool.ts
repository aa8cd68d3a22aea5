import { PlatformError, platformErrors } from '../../common/platform-errors'
import { type FunctionSettings } from '../../serverless-yml'
import { type CallOutcome, type Instance, refused } from './outcome'
import { supervise, type SupervisedInstance } from './supervise'

export interface PoolOptions {
  idleMs: number
  freeze: boolean
  /** For a debugger: one instance, started right away, without time limits; calls wait for it */
  debug: boolean
  log(line: string): void
}

interface Slot<Payload, Value> extends SupervisedInstance<Payload, Value> {
  running: number
  /** Takes no more calls, and ends after those it has */
  retired: boolean
  idleTimer?: NodeJS.Timeout
}

/** The instances of one function: decides which takes a call, and when they start and end. */
export function createPool<Payload, Value>(
  settings: FunctionSettings,
  start: () => Instance<Payload, Value>,
  options: PoolOptions
) {
  type Place = Slot<Payload, Value>
  const concurrency = settings.type === 'web' ? settings.concurrency : 1
  const maxInstances = options.debug ? 1 : settings.maxInstances
  /** Those that take calls, the most recently used first, so that the others can idle away */
  const slots: Place[] = []
  /** Those and the retired ones that still have calls */
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
      if (stopped) throw platformErrors.cancelled()
      // the debugger's port is free again only when the previous instance is gone
      const count = options.debug ? alive.size + ending.size : slots.length
      const slot =
        slots.find(({ running }) => running < concurrency) ??
        (count < maxInstances ? open() : undefined)
      if (slot) {
        slot.running++
        return slot
      }
      if (!options.debug)
        throw platformErrors.concurrency(settings.name, maxInstances * settings.memoryMb)
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
    // cheaper than a timer per call; if it fires during a call, the call's end restarts it
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
    /** Never rejects: a failure is part of the outcome. */
    async call(payload: Payload): Promise<CallOutcome<Value>> {
      let slot: Place
      try {
        slot = await take()
      } catch (failure) {
        if (!(failure instanceof PlatformError)) throw failure
        return refused(failure)
      }
      const { outcome, fatal } = await slot.call(payload)
      if (fatal) withdraw(slot)
      release(slot)
      return outcome
    },
    /** After a change of the bundle: the next call gets a new instance, running ones finish. */
    reload(): void {
      for (const slot of [...slots]) retire(slot)
      // a debugger that reattaches by itself needs something to attach to
      if (options.debug)
        void Promise.all(ending).then(() => {
          if (!stopped && alive.size === 0) open()
        })
    },
    /** Ends every instance at once, busy or not; resolves when all are gone. */
    async stop(): Promise<void> {
      stopped = true
      for (const slot of [...alive]) end(slot)
      waiting.splice(0).forEach((wake) => wake())
      await Promise.all(ending)
    }
  }
}
