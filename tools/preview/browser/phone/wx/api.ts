export interface Callbacks<R> {
  success?(result: R): void
  fail?(failure: ApiFailure): void
  complete?(outcome: R | ApiFailure): void
}

interface ApiFailure {
  errMsg: string
  errno?: number
}

type Done<R> = R & { errMsg: string }

/**
 * An API in WeChat's usual form: calls the callbacks in its option, or returns a promise if there
 * are none. `run` fails by throwing an Error whose message starts with `fail`.
 */
export function api<O extends object, R extends object>(
  name: string,
  run: (option: O) => R | void | Promise<R | void>
) {
  return (option: O & Callbacks<Done<R>> = {} as O): Promise<Done<R>> | undefined => {
    const outcome = Promise.resolve()
      .then(() => run(option))
      .then(
        (result) => ({ ...result, errMsg: `${name}:ok` }) as Done<R>,
        (error: Error) => {
          throw Object.assign(error, { errMsg: `${name}:${error.message}` })
        }
      )
    const { success, fail, complete } = option
    if (!success && !fail && !complete) return outcome
    void outcome.then(
      (result) => {
        success?.(result)
        complete?.(result)
      },
      (failure: ApiFailure) => {
        fail?.(failure)
        complete?.(failure)
      }
    )
    return undefined
  }
}

/** `wx.on...` and `wx.off...` for an event. */
export function event<T>() {
  const listeners = new Set<(value: T) => void>()
  return {
    on: (listener: (value: T) => void) => void listeners.add(listener),
    off(listener?: (value: T) => void) {
      if (listener) listeners.delete(listener)
      else listeners.clear()
    },
    emit: (value: T) => listeners.forEach((listener) => listener(value))
  }
}
