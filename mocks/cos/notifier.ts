import { type CosEvent } from './events'

/** Takes an event in; rejects when it cannot now. */
export type Deliver = (event: CosEvent) => Promise<void>

interface NotifierOptions {
  /** Every so many events one is delivered twice, as a service that promises "at least once" may. */
  repeatEvery: number
  /** Pauses before another attempt. */
  pausesMs: number[]
}

export type Notifier = ReturnType<typeof createNotifier>

/** Hands events on, one after the other, and tries again when that fails. */
export function createNotifier({ repeatEvery, pausesMs }: NotifierOptions) {
  const timers = new Set<NodeJS.Timeout>()
  let deliver: Deliver | undefined
  let count = 0
  let isStopped = false

  async function send(event: CosEvent, attempt = 0): Promise<void> {
    if (!deliver || isStopped) return
    try {
      await deliver(event)
    } catch {
      const pauseMs = pausesMs[attempt]
      if (pauseMs !== undefined) later(pauseMs, () => void send(event, attempt + 1))
    }
  }

  function later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, ms)
    timers.add(timer.unref())
  }

  return {
    connect: (to: Deliver) => void (deliver = to),
    /** Sends it now, or after a while. */
    notify(event: CosEvent, delayMs = 0): void {
      count++
      const times = count % repeatEvery === 0 ? 2 : 1
      for (let i = 0; i < times; i++)
        if (delayMs) later(delayMs, () => void send(event))
        else void send(event)
    },
    stop(): void {
      isStopped = true
      for (const timer of timers) clearTimeout(timer)
    }
  }
}
