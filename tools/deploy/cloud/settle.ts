import { type Cloud } from './client'
import { type DeployedFunction, getFunction } from './functions'
import { readUntil, waitFor } from './patience'

/** A function or version may be there for so long before it is found. */
const APPEARS_MS = 10_000
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
  const startedAt = performance.now()
  const name = nameOf(FunctionName, options)
  const statusOf = (found?: DeployedFunction) => found?.Status ?? 'not found'
  const isSettled = (found?: DeployedFunction) =>
    found ? !BUSY.test(found.Status) : !isExpected || performance.now() - startedAt > APPEARS_MS
  const found = await waitFor({
    read: () => getFunction(cloud, FunctionName, Qualifier),
    isRight: isSettled,
    withinMs: seconds * 1000,
    describe: (found) => `${name} is ${statusOf(found)}`,
    log,
    signal
  })
  if (isSettled(found)) return found
  throw new Error(`${name} is still ${statusOf(found)} after ${seconds} s: try again later`)
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
  return Number(SCF_SETTLE_SECONDS) || SETTLE_SECONDS
}

function reasonsOf({ StatusReasons, StatusDesc }: DeployedFunction): string {
  const reasons = (StatusReasons ?? []).map(
    ({ ErrorCode = '', ErrorMessage = '' }) => `${ErrorCode} ${ErrorMessage}`
  )
  const all = [...reasons, StatusDesc].filter(Boolean).join('; ')
  return all && `: ${all}`
}
