/** Run again after a shared value has changed. */
const followers = new Set<() => void>()
let isPlanned = false

function plan(): void {
  if (isPlanned) return
  isPlanned = true
  queueMicrotask(() => {
    isPlanned = false
    for (const run of followers) run()
  })
}

/** Runs it now, and after each change of shared values, until the function returned is called. */
export function followShared(run: () => void): () => void {
  followers.add(run)
  run()
  return () => void followers.delete(run)
}

type Finished = (isFinished: boolean) => void

/** Where an animation leads, at once. */
function animate<T>(to: T, _options?: object, done?: Finished): T {
  if (done) queueMicrotask(() => done(true))
  return to
}

/** Any curve, and what makes one of others: nothing moves along it. */
const curve: unknown = new Proxy(() => 1, { apply: () => curve })

/** `wx.worklet`, Skyline's second thread: there is one thread here, and values jump to their ends. */
export function createWorklet() {
  return {
    shared<T>(value: T) {
      return {
        get value(): T {
          return value
        },
        set value(next: T | undefined) {
          // a `decay` has no end that is known
          if (next !== undefined) value = next
          plan()
        }
      }
    },
    derived: <T>(compute: () => T) => ({
      get value() {
        return compute()
      }
    }),
    timing: animate,
    spring: animate,
    decay: (_options?: object, done?: Finished) => animate(undefined, {}, done),
    sequence: (...values: unknown[]) => values.at(-1),
    repeat: (value: unknown, _times?: number, _isBack?: boolean, done?: Finished) =>
      animate(value, {}, done),
    delay: (_ms: number, value: unknown) => value,
    cancelAnimation: () => undefined,
    runOnUI: <T>(run: T) => run,
    runOnJS: <T>(run: T) => run,
    Easing: new Proxy({}, { get: () => curve })
  }
}
