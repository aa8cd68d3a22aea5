/** Runs a job as soon as there is room for it, in the order of the calls. */
type Queue = <T>(job: () => Promise<T>) => Promise<T>

/** At most `atOnce` jobs run together; a finished one hands its place to the next in line. */
export function createQueue(atOnce: number): Queue {
  const waiting: (() => void)[] = []
  let running = 0

  return async (job) => {
    if (running < atOnce) running += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await job()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
