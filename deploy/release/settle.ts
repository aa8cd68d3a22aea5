import { setTimeout as delay } from 'node:timers/promises'
import { isNotFound, type Cloud } from '../cloud/client'
import type { DeployedFunction } from '../tencent-compat/apply-function'

const POLL_MS = 1000
const SETTLE_SECONDS = 90

/** SCF still works on it: cloud.tencent.com/document/product/583/115197 */
const BUSY = /^(Creating|Updating|Publishing|Deleting)$/

export interface SettleOptions {
  /** A version; $LATEST unless said otherwise */
  Qualifier?: string
  /** Gets a line when there is something to wait for */
  log: (line: string) => void
  seconds?: number
  signal?: AbortSignal
}

/** Waits as `settle` does. Throws an Error with SCF's reasons when it does not work then. */
export async function demandActive(
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
 * Waits until SCF has done what it was last told about a function, or one of its versions; undefined
 * when there is none. Throws an Error when it takes longer than `seconds` (90, or
 * SCF_SETTLE_SECONDS).
 */
export async function settle(
  cloud: Cloud,
  FunctionName: string,
  options: SettleOptions
): Promise<DeployedFunction | undefined> {
  const { Qualifier, log, seconds = secondsOf(process.env), signal } = options
  const endsAt = performance.now() + seconds * 1000
  for (let polls = 0; ; polls++) {
    const found = await find(cloud, { FunctionName, ...(Qualifier && { Qualifier }) })
    if (!found || !BUSY.test(found.Status)) return found
    const name = nameOf(FunctionName, options)
    if (performance.now() + POLL_MS > endsAt)
      throw new Error(`${name} is still ${found.Status} after ${seconds} s: try again later`)
    if (polls === 0) log(`${name} is ${found.Status}: waiting`)
    await delay(POLL_MS)
    signal?.throwIfAborted()
  }
}

async function find(cloud: Cloud, parameters: object): Promise<DeployedFunction | undefined> {
  try {
    return await cloud<DeployedFunction>('scf', 'GetFunction', { ...parameters })
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
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
