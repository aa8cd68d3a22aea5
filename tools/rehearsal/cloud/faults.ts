import { ApiError } from './api-error'

/** Ways to make the cloud fail; each stays until `clear()`. */
export interface Faults {
  /** Calls of an action are refused, after the first `after` of them have passed; `times` of them */
  refuse: (action: string, refusal: Refusal) => void
  /** Uploads whose key ends so break off half-way. */
  cutUploads: (ending: string) => void
  /** These functions never end being worked on, from their next change. */
  stick: (name: string) => void
  clear: () => void
}

export interface Refusal {
  code: string
  message?: string
  after?: number
  times?: number
}

/** What the servers ask before they do something. */
export interface FaultChecks {
  check: (action: string) => void
  cuts: (key: string) => boolean
}

export function createFaults(stuck: Set<string>): Faults & FaultChecks {
  const refusals = new Map<string, Refusal & { after: number; times: number }>()
  let cutEnding: string | undefined
  return {
    refuse: (action, { after = 0, times = Infinity, ...refusal }) =>
      refusals.set(action, { ...refusal, after, times }),
    cutUploads: (ending) => (cutEnding = ending),
    stick: (name) => stuck.add(name),
    clear() {
      refusals.clear()
      stuck.clear()
      cutEnding = undefined
    },
    check(action) {
      const refusal = refusals.get(action)
      if (refusal && refusal.after-- <= 0 && refusal.times-- > 0)
        throw new ApiError(refusal.code, refusal.message ?? 'made to fail')
    },
    cuts: (key) => cutEnding !== undefined && key.endsWith(cutEnding)
  }
}
