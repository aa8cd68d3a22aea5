import { ApiError } from './api/api-error'

/** Ways to make the cloud fail; each stays in force until `clear()`. */
export interface Faults {
  /** Refuses calls of an action: `times` of them, after the first `after` have passed. */
  refuse: (action: string, refusal: Refusal) => void
  /** Breaks off uploads whose key ends like this. */
  cutUploads: (ending: string) => void
  /** Keeps a function busy forever, from its next change on. */
  stick: (name: string) => void
  clear: () => void
}

export interface Refusal {
  code: string
  message?: string
  after?: number
  times?: number
}

/** What the servers check before they act. */
export interface FaultChecks {
  /** Throws an ApiError if the action is to fail. */
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
