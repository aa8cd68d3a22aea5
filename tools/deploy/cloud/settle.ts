import { type Cloud } from './client'
import { type DeployedFunction, getFunction } from './functions'

const POLL_MS = 1000
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
}

/** Waits like `settle`. Throws an Error with SCF's reasons when the function does not work then. */
export async function waitUntilActive(
  cloud: Cloud,
  FunctionName: string,
  options: SettleOptions
): Promise<void> {
  const found = await settle(cloud, FunctionName, options)
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
  const { Qualifier, log, seconds = secondsOf(process.env), signal } = options
  const name = nameOf(FunctionName, options)
  const startedAt = performance.now()
  for (let reportAtMs = FIRST_MS; ;) {
    const found = await getFunction(cloud, FunctionName, Qualifier)
    if (!found || !BUSY.test(found.Status)) return found
    const waitedMs = performance.now() - startedAt
    if (waitedMs + POLL_MS > seconds * 1000)
      throw new Error(`${name} is still ${found.Status} after ${seconds} s: try again later`)
    if (waitedMs >= reportAtMs) {
      log(`${name} is ${found.Status}: waiting, ${Math.round(waitedMs / 1000)} s so far`)
      reportAtMs += REPEAT_MS
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    signal?.throwIfAborted()
  }
}

function nameOf(FunctionName: string, { Qualifier }: SettleOptions): string {
  return Qualifier ? `${FunctionName} version ${Qualifier}` : FunctionName
}

function secondsOf({ SCF_SETTLE_SECONDS }: NodeJS.ProcessEnv): number {
  return Number(SCF_SETTLE_SECONDS ?? SETTLE_SECONDS)
}

function reasonsOf({ StatusReasons = [], StatusDesc }: DeployedFunction): string {
  const reasons = StatusReasons.map(
    ({ ErrorCode = '', ErrorMessage = '' }) => `${ErrorCode} ${ErrorMessage}`
  )
  const all = [...reasons, StatusDesc].filter(Boolean).join('; ')
  return all && `: ${all}`
}
