import { type Cloud } from '../cloud/client'
import { type DeployedFunction, getReservedMb } from '../cloud/functions'
import { settle, waitUntilActive } from '../cloud/settle'
import { missingTag } from '../cloud/tags'
import { type WantedFunction } from './describe-function'

/** The uploaded archive, in the object store. */
export interface UploadedCode {
  CosBucketName: string
  CosObjectName: string
}

/**
 * Creates or updates a function and waits until SCF is done. Completes or recreates what an earlier
 * deployment left half done. Throws before any change when the function is not ours, and later what
 * SCF refuses.
 */
export async function applyFunction(
  cloud: Cloud,
  wanted: WantedFunction,
  code: UploadedCode,
  log: (line: string) => void
): Promise<void> {
  const { FunctionName, configuration } = wanted
  let existing = await settle(cloud, FunctionName, { log })
  if (existing) checkOwnership(existing, wanted)
  if (existing?.Status === 'CreateFailed') {
    log(`${FunctionName}: removing what an earlier deployment failed to create`)
    await cloud('scf', 'DeleteFunction', { FunctionName })
    existing = undefined
  }
  if (existing) {
    log(`${FunctionName}: updating its code`)
    const { Handler } = wanted
    await cloud('scf', 'UpdateFunctionCode', { FunctionName, Handler, ...code })
    await waitUntilActive(cloud, FunctionName, { log })
    log(`${FunctionName}: updating its configuration`)
    // SCF keeps the old role unless it gets an empty one
    const noRole = existing.Role && !configuration.Role && { Role: '' }
    await cloud('scf', 'UpdateFunctionConfiguration', { FunctionName, ...configuration, ...noRole })
  } else {
    log(`${FunctionName}: creating it`)
    const { Type, Handler, Runtime, Tags } = wanted
    const fixed = { FunctionName, Type, Handler, Runtime, Tags, Code: code }
    await cloud('scf', 'CreateFunction', { ...fixed, ...configuration })
  }
  await waitUntilActive(cloud, FunctionName, { log })
  await reserve(cloud, wanted)
}

/** Throws an Error when a function is not ours, or when SCF would refuse the update halfway. */
export function checkOwnership(existing: DeployedFunction, wanted: WantedFunction): void {
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
  if ((await getReservedMb(cloud, FunctionName)) === reservedMb) return
  if (reservedMb === undefined)
    return void (await cloud('scf', 'DeleteReservedConcurrencyConfig', { FunctionName }))
  const wanted = { FunctionName, ReservedConcurrencyMem: reservedMb }
  await cloud('scf', 'PutReservedConcurrencyConfig', wanted).catch((error: Error) => {
    const what = `${FunctionName}: ${reservedMb} MB cannot be reserved for its instances`
    throw new Error(`${what}: ${error.message}`, { cause: error })
  })
}
