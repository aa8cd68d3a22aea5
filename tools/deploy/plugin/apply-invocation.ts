import { type FunctionEntry } from '../../serverless-yml'
import { type Cloud } from '../cloud/client'

interface InvokeConfig {
  AsyncTriggerConfig?: { RetryConfig?: { RetryNum?: number }[]; MsgTTL?: number }
}

/** cloud.tencent.com/document/product/583/41138 */
const DEFAULTS = { retries: 2, ttlSeconds: 21_600 }
const MIN_TTL_SECONDS = 60

/**
 * Throws an Error for what SCF would refuse: more than two retries, or calls that are kept for less
 * than a minute or more than six hours.
 */
export function checkInvocation(name: string, entry: FunctionEntry | undefined): void {
  if (!entry?.async) return
  const { retries, ttlSeconds } = { ...DEFAULTS, ...entry.async }
  const isGood = Number.isInteger(retries) && retries >= 0 && retries <= DEFAULTS.retries
  if (entry.type === 'web') throw new Error(`functions.${name}: async is for event functions only`)
  if (!isGood || !(ttlSeconds >= MIN_TTL_SECONDS && ttlSeconds <= DEFAULTS.ttlSeconds))
    throw new Error(
      `functions.${name}: async: retries must be 0, 1 or 2, ` +
        `and ttlSeconds from ${MIN_TTL_SECONDS} to ${DEFAULTS.ttlSeconds}`
    )
}

/**
 * Sets how often calls that came as events (COS, timers, asynchronous invocations) are repeated,
 * and for how long they are kept, where serverless.yml says so.
 */
export async function applyInvocation(
  cloud: Cloud,
  FunctionName: string,
  entry: FunctionEntry | undefined,
  log: (line: string) => void
): Promise<void> {
  if (!entry?.async) return
  const { retries, ttlSeconds } = { ...DEFAULTS, ...entry.async }
  const { AsyncTriggerConfig: existing } = await cloud<InvokeConfig>(
    'scf',
    'GetFunctionEventInvokeConfig',
    { FunctionName }
  )
  if (existing?.RetryConfig?.[0]?.RetryNum === retries && existing.MsgTTL === ttlSeconds) return
  log(`${FunctionName}: ${retries} retries of a call that came as an event, kept ${ttlSeconds} s`)
  await cloud('scf', 'UpdateFunctionEventInvokeConfig', {
    FunctionName,
    AsyncTriggerConfig: { RetryConfig: [{ RetryNum: retries }], MsgTTL: ttlSeconds }
  })
}
