import type { Failure } from './failure'

/**
 * A promise around one of WeChat's callback functions, with a timer of our own: the `timeout` some of them take is
 * not kept on every phone.
 *
 * @param late is called when `timeoutMs` are over, and says how that failed
 */
export function within<T>(
  timeoutMs: number,
  late: () => Failure,
  start: (resolve: (value: T) => void, reject: (failure: Failure) => void) => void
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), timeoutMs)
    start(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      (failure) => {
        clearTimeout(timer)
        reject(failure)
      }
    )
  })
}
