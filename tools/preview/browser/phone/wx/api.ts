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

type Run = (option: never) => unknown

type Wx = WechatMiniprogram.Wx

/** Calls of `wx`, with the options that WeChat's typings give them. */
type Runs = {
  [K in keyof Wx]?: Wx[K] extends (...values: infer V) => unknown
    ? (option: NonNullable<V[0]>) => unknown
    : never
}

type Api<F extends Run> = F extends (option: infer O) => infer R
  ? (option?: O & Callbacks<Done<Awaited<R>>>) => Promise<Done<Awaited<R>>> | undefined
  : never

/**
 * An API in WeChat's usual form: calls the callbacks in its option, or returns a promise if there
 * are none. `run` fails by throwing an Error whose message starts with `fail`.
 */
export function api<F extends Run>(name: string, run: F): Api<F> {
  const call = (option: Callbacks<object> = {}): Promise<object> | undefined => {
    const outcome = Promise.resolve(option as never)
      .then(run)
      .then(
        (result) => ({ ...(result as object), errMsg: `${name}:ok` }),
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
  return call as Api<F>
}

/** Several of them, by their names. */
export function apis<T extends Runs>(runs: T) {
  const all = Object.entries(runs as unknown as Record<string, Run>)
  const made = all.map(([name, run]) => [name, api(name, run)])
  return Object.fromEntries(made) as { [K in keyof T]: T[K] extends Run ? Api<T[K]> : never }
}

/**
 * A call in both of its forms: `nameSync(a, b)`, and `name({ a, b })`, whose result has the one of
 * the first under the name `gives`, or its fields.
 */
export function both(
  name: string,
  takes: string[],
  run: (...values: never[]) => unknown,
  gives?: string
): Record<string, (...values: never[]) => unknown> {
  return {
    [`${name}Sync`]: run,
    [name]: api(name, (option: Record<string, never>) => {
      const result = run(...takes.map((key) => option[key]!))
      return gives ? { [gives]: result } : result
    })
  }
}

/** What a page can listen to. */
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

interface Heard {
  on(listener: never): void
  off(listener?: never): void
}

/** `on...` and `off...` of events, by the rest of their names. */
export function listeners(events: Record<string, Heard>): Record<string, Heard['off']> {
  const pairs = Object.entries(events).flatMap(([name, { on, off }]) => [
    [`on${name}`, on],
    [`off${name}`, off]
  ])
  return Object.fromEntries(pairs) as Record<string, Heard['off']>
}
