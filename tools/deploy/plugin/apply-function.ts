import { type Cloud } from '../cloud/client'
import {
  type Configuration,
  type DeployedFunction,
  getFunction,
  getReservedMb
} from '../cloud/functions'
import { ensureTags, isOwnFunction, missingTag } from '../cloud/ownership'
import { createOnce } from '../cloud/repeat'
import { settle, waitUntilActive } from '../cloud/settle'
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
    await cloud('scf', 'UpdateFunctionConfiguration', {
      FunctionName,
      ...changesOf(existing, configuration)
    })
  } else {
    log(`${FunctionName}: creating it`)
    const { Type, Handler, Runtime, Tags } = wanted
    const fixed = { FunctionName, Type, Handler, Runtime, Tags, Code: code }
    await createOnce(
      () => cloud('scf', 'CreateFunction', { ...fixed, ...withoutEmpty(configuration) }),
      async () => (await getFunction(cloud, FunctionName)) !== undefined
    )
  }
  await waitUntilActive(cloud, FunctionName, { log })
  await ensureTags(cloud, wanted, log)
  await reserve(cloud, wanted)
}

/** Throws an Error when a function is not ours, or when SCF would refuse the update halfway. */
export function checkOwnership(existing: DeployedFunction, wanted: WantedFunction): void {
  const { FunctionName } = existing
  if (!isOwnFunction(existing, wanted.Tags)) {
    const missing = missingTag(existing.Tags, wanted.Tags)
    throw new Error(
      `${FunctionName} exists, but was not deployed from here (it has no tag ` +
        `${missing?.Key}=${missing?.Value}): remove it, or choose another service name in serverless.yml`
    )
  }
  for (const key of ['Runtime', 'Type'] as const)
    if ((existing[key] ?? wanted[key]) !== wanted[key])
      throw new Error(
        `${FunctionName} has ${key} ${existing[key]}, which SCF cannot change to ${wanted[key]}: ` +
          'remove the function first, or choose another service name in serverless.yml'
      )
}

/** A function without variables or private network is created without these structures. */
function withoutEmpty({ Environment, VpcConfig, ...rest }: Configuration): Partial<Configuration> {
  return {
    ...rest,
    ...(Environment.Variables.length > 0 && { Environment }),
    ...(VpcConfig.VpcId && { VpcConfig })
  }
}

/** What a function has and should no longer have is cleared: SCF keeps what it is not given. */
function changesOf(existing: DeployedFunction, wanted: Configuration): Partial<Configuration> {
  return {
    ...withoutEmpty(wanted),
    ...(existing.Role && !wanted.Role && { Role: '' }),
    ...(existing.VpcConfig?.VpcId && !wanted.VpcConfig.VpcId && { VpcConfig: wanted.VpcConfig }),
    ...(existing.Environment?.Variables?.length &&
      !wanted.Environment.Variables.length && { Environment: NO_VARIABLES })
  }
}

/** As Tencent's own tools write it: an empty list may mean that nothing changes. */
const NO_VARIABLES = { Variables: [{ Key: '', Value: '' }] }

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
