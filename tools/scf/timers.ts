import { type Cron } from 'croner'
import { type FunctionSettings, parseCron, type TimerSettings } from '../serverless-yml'

interface TimerOptions {
  clock(): Date
  fire(functionName: string, event: object): void
}

/** The longest sleep in one piece: a laptop may be suspended, or its clock set, during it */
const NAP_MS = 60_000

/**
 * Fires the enabled timer triggers of all functions when they are due. Times missed while asleep
 * are skipped, and a failed call is not repeated (the platform would try twice more, 583/41138).
 */
export function startTimers(functions: FunctionSettings[], { clock, fire }: TimerOptions) {
  const pending = new Map<TimerSettings, NodeJS.Timeout>()

  function schedule(name: string, timer: TimerSettings, cron: Cron): void {
    const due = cron.nextRun(clock())
    if (due) wait(due)

    function wait(due: Date): void {
      const leftMs = due.getTime() - clock().getTime()
      if (leftMs > 0) {
        pending.set(timer, setTimeout(wait, Math.min(leftMs, NAP_MS), due).unref())
        return
      }
      fire(name, timerEvent(timer, due))
      schedule(name, timer, cron)
    }
  }

  for (const { name, timers } of functions)
    for (const timer of timers) if (timer.enabled) schedule(name, timer, parseCron(timer.cron))

  return { stop: () => pending.forEach((timeout) => clearTimeout(timeout)) }
}

/** What a function gets from a timer trigger: cloud.tencent.com/document/product/583/9708 */
export function timerEvent(timer: TimerSettings, due: Date) {
  return {
    Type: 'Timer',
    TriggerName: timer.name,
    Time: due.toISOString().replace(/\.\d+/, ''),
    Message: timer.argument ?? ''
  }
}
