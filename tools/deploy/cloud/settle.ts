import { type Cloud } from './client'
import { type DeployedFunction, getFunction } from './functions'
import { readUntil } from './patience'

/** Pauses between polls grow up to a second. */
const FIRST_POLL_MS = 200
const POLL_MS = 1000
/** A function or version may be there for so long before it is found. */
const APPEARS_MS = 10_000
const FIRST_MS = 2000
const REPEAT_MS = 5000
const SETTLE_SECONDS = 90

/** SCF is still at work and takes no other order: cloud.tencent.com/document/product/583/115197 */
const BUSY = /^(Creating|Updating|Publishing|Deleting)$/

interface SettleOptions {
  /** A version; $LATEST by default */
  Qualifier?: string
  /** Receives a line after two seconds, and then every five */
  log: (line: string) => void
  seconds?: number
  signal?: AbortSignal
  /** It has just been made: not finding it means waiting for a while, too */
  isExpected?: boolean
}

/** Waits like `settle`. Throws an Error with SCF's reasons when the function does not work then. */
export async function waitUntilActive(
  cloud: Cloud,
  FunctionName: string,
  options: SettleOptions
): Promise<void> {
  const found = await settle(cloud, FunctionName, { ...options, isExpected: true })
  if (found?.Status === 'Active') return
  const name = nameOf(FunctionName, options)
  throw new Error(found ? `${name} is ${found.Status}${reasonsOf(found)}` : `${name} is gone`)
}

/**
 * Waits until SCF has finished its work on a function or version; returns undefined when it does
 * not exist. Throws an Error when that takes longer than `seconds` (90, or SCF_SETTLE_SECONDS).
 */
export async function settle(
  cloud: Cloud,
  FunctionName: string,
  options: SettleOptions
): Promise<DeployedFunction | undefined> {
  const { Qualifier, log, seconds = secondsOf(process.env), signal, isExpected } = options
  const name = nameOf(FunctionName, options)
  const startedAt = performance.now()
  let reportAtMs = FIRST_MS
  for (let pauseMs = FIRST_POLL_MS; ; pauseMs = Math.min(2 * pauseMs, POLL_MS)) {
    const found = await getFunction(cloud, FunctionName, Qualifier)
    const waitedMs = performance.now() - startedAt
    const isMissing = !found && isExpected === true && waitedMs < APPEARS_MS
    if (!isMissing && !(found && BUSY.test(found.Status))) return found
    const status = found?.Status ?? 'not found'
    if (waitedMs + pauseMs > seconds * 1000)
      throw new Error(`${name} is still ${status} after ${seconds} s: try again later`)
    if (waitedMs >= reportAtMs) {
      log(`${name} is ${status}: waiting, ${Math.round(waitedMs / 1000)} s so far`)
      reportAtMs += REPEAT_MS
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    signal?.throwIfAborted()
  }
}

/** Waits until a removed function is no longer found. */
export async function waitUntilGone(
  cloud: Cloud,
  FunctionName: string,
  options: SettleOptions
): Promise<void> {
  await settle(cloud, FunctionName, options)
  const found = await readUntil(
    () => getFunction(cloud, FunctionName),
    (left) => left === undefined
  )
  if (found) throw new Error(`${FunctionName} is still there, ${found.Status}`)
}

function nameOf(FunctionName: string, { Qualifier }: SettleOptions): string {
  return Qualifier ? `${FunctionName} version ${Qualifier}` : FunctionName
}

function secondsOf({ SCF_SETTLE_SECONDS }: NodeJS.ProcessEnv): number {
  return Number(SCF_SETTLE_SECONDS ?? SETTLE_SECONDS)
}

function reasonsOf({ StatusReasons, StatusDesc }: DeployedFunction): string {
  const reasons = (StatusReasons ?? []).map(
    ({ ErrorCode = '', ErrorMessage = '' }) => `${ErrorCode} ${ErrorMessage}`
  )
  const all = [...reasons, StatusDesc].filter(Boolean).join('; ')
  return all && `: ${all}`
}
