import type { Cloud } from '../cloud/client'
import { getReservedMb, type DeployedFunction } from '../cloud/functions'
import { demandActive, settle } from '../cloud/settle'
import { missingTag } from '../cloud/tags'
import type { WantedFunction } from './describe-function'

export interface Code {
  CosBucketName: string
  CosObjectName: string
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
  let existing = await settle(cloud, FunctionName, { log })
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
    await demandActive(cloud, FunctionName, { log })
    log(`${FunctionName}: updating its configuration`)
    // without one, SCF keeps the role that it has
    const noRole = existing.Role && !configuration.Role && { Role: '' }
    const changed = { FunctionName, ...configuration, ...noRole }
    await cloud('scf', 'UpdateFunctionConfiguration', changed)
  } else {
    log(`${FunctionName}: creating it`)
    const { Type, Handler, Runtime, Tags } = wanted
    const fixed = { FunctionName, Type, Handler, Runtime, Tags, Code: code }
    await cloud('scf', 'CreateFunction', { ...fixed, ...configuration })
  }
  await demandActive(cloud, FunctionName, { log })
  await reserve(cloud, wanted)
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
    return void (await cloud('scf', 'DeleteReservedConcurrencyConfig', { FunctionName }))
  const wanted = { FunctionName, ReservedConcurrencyMem: reservedMb }
  await cloud('scf', 'PutReservedConcurrencyConfig', wanted).catch((error: Error) => {
    const what = `${FunctionName}: ${reservedMb} MB cannot be kept for its instances`
    throw new Error(`${what}: ${error.message}`, { cause: error })
  })
}
