/** A version of a function. */
export interface VersionName {
  functionName: string
  version: string
}

/** What a version has had to do. */
export interface Traffic {
  calls: number
  /** Calls that failed for the platform: errors, no time left, no memory left */
  errors: number
  meanMs: number
  /** What the function's own log says: answers, and those with 500 or above */
  answers?: { answered: number; failed: number }
}

/** A mean of fewer calls than these says nothing. */
export const ENOUGH_CALLS = 20
/** One failure, or two, may be anybody's. */
const ENOUGH_ERRORS = 3
const MORE_ERRORS = { times: 2, plus: 0.01 }
const SLOWER = { times: 1.5, plusMs: 50 }

/**
 * Why the new version is worse than the old one; undefined when it is not, or when nobody can tell
 * yet. Without any traffic of the old one, its rate of errors counts as zero.
 */
export function findFault(old: Traffic, next: Traffic): string | undefined {
  const [before, after] = [errorRate(old), errorRate(next)]
  if (failuresOf(next) >= ENOUGH_ERRORS && after > MORE_ERRORS.times * before + MORE_ERRORS.plus)
    return `${percent(after)} of its calls fail, of the version before ${percent(before)}`
  const isKnown = next.calls >= ENOUGH_CALLS && old.calls >= ENOUGH_CALLS
  if (isKnown && next.meanMs > SLOWER.times * old.meanMs + SLOWER.plusMs)
    return `it takes ${ms(next.meanMs)}, the version before ${ms(old.meanMs)}`
  return undefined
}

/** One version in a line of progress: `412 calls, 0.2 % failed, 31 ms`. */
export function describeTraffic(traffic: Traffic): string {
  const { calls, meanMs } = traffic
  if (!calls) return 'no calls'
  return `${calls} calls, ${percent(errorRate(traffic))} failed, ${ms(meanMs)}`
}

/** Of all calls, those that failed for the platform or that the function answered with 500 or above. */
function errorRate({ calls, errors, answers }: Traffic): number {
  const own = answers?.answered ? answers.failed / answers.answered : 0
  return Math.min(1, (calls ? errors / calls : 0) + own)
}

function failuresOf({ errors, answers }: Traffic): number {
  return errors + (answers?.failed ?? 0)
}

const percent = (rate: number) => `${(100 * rate).toFixed(1)} %`
const ms = (value: number) => `${Math.round(value)} ms`
