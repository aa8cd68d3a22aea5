/** A job of which one runs at a time; whoever asks meanwhile gets that one's outcome. */
export interface SingleFlight<T> {
  run(): Promise<T>
  underWay(): Promise<T> | undefined
  /** Leaves the job under way, if any, to those who wait for it: who asks from now on gets another. */
  drop(): void
}

export function createSingleFlight<T>(job: () => Promise<T>): SingleFlight<T> {
  let current: Promise<T> | undefined
  return {
    run() {
      if (current) return current
      const flight = job().finally(() => {
        if (current === flight) current = undefined
      })
      return (current = flight)
    },
    underWay: () => current,
    drop() {
      current = undefined
    }
  }
}
