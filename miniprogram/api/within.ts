import { type AppFailure } from './failure'

/**
 * A promise around one of WeChat's callback functions, with a timer of our own: not every phone
 * honours the `timeout` that some of them take.
 *
 * @param late is called when `timeoutMs` have passed, and returns the failure to reject with
 */
export function within<T>(
  timeoutMs: number,
  late: () => AppFailure,
  start: (resolve: (value: T) => void, reject: (failure: AppFailure) => void) => void
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
