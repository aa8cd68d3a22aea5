/** A job of which one runs at a time; whoever asks meanwhile gets that one's outcome. */
export interface SingleFlight<T> {
  run(): Promise<T>
  underWay(): Promise<T> | undefined
}

export function createSingleFlight<T>(job: () => Promise<T>): SingleFlight<T> {
  let current: Promise<T> | undefined
  return {
    run() {
      if (!current) current = job().finally(() => (current = undefined))
      return current
    },
    underWay: () => current
  }
}
