/** What is left of a request's time, shared by everything that it waits for. */
export interface Deadline {
  /**
   * Whole milliseconds for one step: its own limit, or less when the request has less left; never
   * below 1.
   */
  atMost(stepMs: number): number
  /** Aborts when the time is up: for fetch and other libraries. */
  readonly signal: AbortSignal
}

/** The reply has to leave before the platform stops the function. */
const MARGIN_MS = 300
const LONGEST_MS = 5000

/** @param remainingMs what the platform still grants, in milliseconds */
export function startDeadline(remainingMs: number): Deadline {
  const end = performance.now() + Math.min(remainingMs, LONGEST_MS) - MARGIN_MS
  const atMost = (stepMs: number) =>
    Math.max(1, Math.floor(Math.min(stepMs, end - performance.now())))
  let signal: AbortSignal | undefined
  return {
    atMost,
    get signal() {
      return (signal ??= AbortSignal.timeout(atMost(Infinity)))
    }
  }
}

/** What a promise resolves to, or undefined when it takes longer than the deadline. */
export async function withinDeadline<T>(
  promise: Promise<T>,
  deadline: Deadline,
  stepMs = Infinity
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), deadline.atMost(stepMs))
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
