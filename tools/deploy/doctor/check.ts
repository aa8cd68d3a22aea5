import type { Subject } from './subject'

export type Level = 'ok' | 'warn' | 'FAIL'

/** One line of the report. Never a secret. */
export interface Finding {
  level: Level
  /** What was seen */
  what: string
  /** What follows from it */
  why?: string
  /** What to do about it */
  advice?: string
}

export interface Check {
  name: string
  /** It asks something outside of this machine, and is left out with --offline */
  outside?: true
  /** `npm run deploy` makes it too: it is quick, and what it finds would break the deployment */
  first?: true
  /** An Error that it throws is a FAIL with the Error's message. */
  run: (subject: Subject) => Finding | Promise<Finding>
}

export function ok(what: string, why?: string): Finding {
  return { level: 'ok', what, why }
}

export function warn(what: string, why: string, advice?: string): Finding {
  return { level: 'warn', what, why, advice }
}

export function fail(what: string, why: string, advice: string): Finding {
  return { level: 'FAIL', what, why, advice }
}
