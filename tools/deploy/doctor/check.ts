import { type Subject } from './subject'

/** One line of the report; never contains a secret. */
export interface CheckFinding {
  /** `-`: there is nothing to check yet */
  level: 'ok' | '-' | 'warn' | 'FAIL'
  /** What the check has seen */
  what: string
  /** What it means */
  why?: string
  /** What to do about it */
  advice?: string
}

export interface Check {
  name: string
  /** It needs the network and is skipped with --offline */
  needsNetwork?: true
  /** `npm run deploy` runs it too: it is quick, and a failure would break the deployment */
  isQuick?: true
  /** An Error that it throws is a FAIL with the Error's message. */
  run: (subject: Subject) => CheckFinding | Promise<CheckFinding>
}

export function ok(what: string, why?: string): CheckFinding {
  return { level: 'ok', what, why }
}

export function nothingYet(what: string): CheckFinding {
  return { level: '-', what }
}

export function warn(what: string, why: string, advice?: string): CheckFinding {
  return { level: 'warn', what, why, advice }
}

export function fail(what: string, why: string, advice: string): CheckFinding {
  return { level: 'FAIL', what, why, advice }
}
