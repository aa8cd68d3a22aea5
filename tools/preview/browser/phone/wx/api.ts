export interface Callbacks<R> {
  success?(result: R): void
  fail?(failure: Failure): void
  complete?(outcome: R | Failure): void
}

export interface Failure {
  errMsg: string
  errno?: number
}

type Done<R> = R & { errMsg: string }

/**
 * An API in WeChat's usual form: it tells the callbacks of its option, or gives a promise where
 * there is none. `run` fails by throwing an error whose message starts with `fail`.
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
      (failure: Failure) => {
        fail?.(failure)
        complete?.(failure)
      }
    )
    return undefined
  }
}

/** `wx.on...` and `wx.off...` of one event. */
export function event<T>() {
  const listeners = new Set<(value: T) => void>()
  return {
    on: (listener: (value: T) => void) => void listeners.add(listener),
    off(listener?: (value: T) => void) {
      if (listener) listeners.delete(listener)
      else listeners.clear()
    },
    tell: (value: T) => listeners.forEach((listener) => listener(value))
  }
}
