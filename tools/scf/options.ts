import { type FunctionSettings } from '../serverless-yml'

export interface ScfOptions {
  functions: FunctionSettings[]
  /** Receives every line: the functions' own output and one line per call */
  log(line: string): void
  /** How long an instance waits for another call before it ends; 3 minutes by default */
  idleMs?: number
  /** Stop instances between calls (SIGSTOP), as the platform does. Not on Windows. */
  freeze?: boolean
  /** The name of a function to debug: one instance, no time limits, always on the same port */
  inspect?: string
  /** 9229 by default */
  inspectPort?: number
  /** Fire the functions' enabled timers; off by default */
  timers?: boolean
  /** The pause before an asynchronous call is tried again; a minute by default */
  minuteMs?: number
  /** How long a batch of messages waits for more; a second by default */
  lingerMs?: number
  /** For the timers; the computer's clock by default */
  clock?(): Date
}
