import { setTimeout as delay } from 'node:timers/promises'
import { isNotFound, type Cloud } from '../cloud/client'
import { missingTag, type Configuration, type Tag, type WantedFunction } from './describe-function'

/** A function as SCF's GetFunction tells it; only what is used. */
export interface DeployedFunction extends Partial<Configuration> {
  FunctionName: string
  Runtime: string
  Type?: string
  Status: string
  StatusDesc?: string
  StatusReasons?: { ErrorCode?: string; ErrorMessage?: string }[]
  Tags?: Tag[]
}

export interface Code {
  CosBucketName: string
  CosObjectName: string
}

const POLL_MS = 1000
const SETTLE_SECONDS = 90

/** SCF still works on it: it takes no other order before it is done. */
const BUSY = /^(Creating|Updating|Publishing|Deleting)$/

export async function getFunction(
  cloud: Cloud,
  FunctionName: string
): Promise<DeployedFunction | undefined> {
  try {
    return await cloud<DeployedFunction>('scf', 'GetFunction', { FunctionName })
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/**
 * Waits until SCF has done what it was last told, at most `seconds`; undefined when there is no
 * such function. Throws an Error with SCF's reasons when it takes longer.
 */
export async function settle(
  cloud: Cloud,
  name: string,
  seconds = Number(process.env.SCF_SETTLE_SECONDS ?? SETTLE_SECONDS)
): Promise<DeployedFunction | undefined> {
  const endsAt = performance.now() + seconds * 1000
  for (;;) {
    const found = await getFunction(cloud, name)
    if (!found || !BUSY.test(found.Status)) return found
    if (performance.now() + POLL_MS > endsAt)
      throw new Error(`${name} is still ${found.Status} after ${seconds} s: deploy again later`)
    await delay(POLL_MS)
  }
}

/**
 * Creates or updates a function and waits until SCF has done it. What an earlier deployment left
 * half-made is completed, or made anew. Throws what SCF refused, and before it changes anything
 * when the function is not ours to change.
 */
export async function applyFunction(
  cloud: Cloud,
  wanted: WantedFunction,
  code: Code,
  log: (line: string) => void
): Promise<void> {
  const { FunctionName, configuration } = wanted
  let existing = await settle(cloud, FunctionName)
  if (existing) refuseForeign(existing, wanted)
  if (existing?.Status === 'CreateFailed') {
    log(`${FunctionName}: removing what an earlier deployment could not create`)
    await cloud('scf', 'DeleteFunction', { FunctionName })
    existing = undefined
  }
  if (existing) {
    log(`${FunctionName}: updating its code`)
    const { Handler } = wanted
    await cloud('scf', 'UpdateFunctionCode', { FunctionName, Handler, ...code })
    await demandActive(cloud, FunctionName)
    log(`${FunctionName}: updating its configuration`)
    await cloud('scf', 'UpdateFunctionConfiguration', { FunctionName, ...configuration })
  } else {
    log(`${FunctionName}: creating it`)
    const { Type, Handler, Runtime, Tags } = wanted
    const fixed = { FunctionName, Type, Handler, Runtime, Tags, Code: code }
    await cloud('scf', 'CreateFunction', { ...fixed, ...configuration })
  }
  await demandActive(cloud, FunctionName)
  await reserve(cloud, wanted)
}

/** Throws unless the function settles and works. */
async function demandActive(cloud: Cloud, name: string): Promise<void> {
  const found = await settle(cloud, name)
  if (found?.Status === 'Active') return
  const reasons = (found?.StatusReasons ?? []).map(
    ({ ErrorCode = '', ErrorMessage = '' }) => `${ErrorCode} ${ErrorMessage}`
  )
  const why = [...reasons, found?.StatusDesc].filter(Boolean).join('; ')
  throw new Error(`${name} is ${found?.Status ?? 'gone'}${why && `: ${why}`}`)
}

/** Throws for what this deployment would break, or SCF would refuse half-way through. */
export function refuseForeign(existing: DeployedFunction, wanted: WantedFunction): void {
  const { FunctionName } = existing
  const missing = missingTag(existing.Tags, wanted.Tags)
  if (missing)
    throw new Error(
      `${FunctionName} exists, but was not deployed from here (it has no tag ` +
        `${missing.Key}=${missing.Value}): remove it, or choose another service name in serverless.yml`
    )
  for (const key of ['Runtime', 'Type'] as const)
    if ((existing[key] ?? wanted[key]) !== wanted[key])
      throw new Error(
        `${FunctionName} has ${key} ${existing[key]}, which SCF cannot change to ${wanted[key]}: ` +
          'remove the function first, or choose another service name in serverless.yml'
      )
}

async function reserve(cloud: Cloud, { FunctionName, reservedMb }: WantedFunction): Promise<void> {
  const kept = await getReservedMb(cloud, FunctionName)
  if (kept === reservedMb) return
  if (reservedMb === undefined)
    await cloud('scf', 'DeleteReservedConcurrencyConfig', { FunctionName })
  else
    await cloud('scf', 'PutReservedConcurrencyConfig', {
      FunctionName,
      ReservedConcurrencyMem: reservedMb
    })
}

/** Memory kept for a function, in MB; undefined when none is. */
export async function getReservedMb(
  cloud: Cloud,
  FunctionName: string
): Promise<number | undefined> {
  const { ReservedMem } = await cloud<{ ReservedMem?: number | null }>(
    'scf',
    'GetReservedConcurrencyConfig',
    { FunctionName }
  )
  return ReservedMem || undefined
}
