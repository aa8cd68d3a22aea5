import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client'
import { type Credentials } from './credentials'

/**
 * A call that the cloud refused or did not answer. `code` is the cloud's, such as
 * AuthFailure.SignatureFailure.
 */
export class CloudError extends Error {
  override name = 'CloudError'
  constructor(
    message: string,
    readonly code: string,
    options: ErrorOptions
  ) {
    super(message, options)
  }
}

/** Calls an action of one of the cloud's APIs. Throws a CloudError. */
export type Cloud = <Reply = unknown>(
  service: keyof typeof VERSIONS,
  action: string,
  parameters?: Record<string, unknown>
) => Promise<Reply>

const VERSIONS = {
  scf: '2018-04-16',
  cam: '2019-01-16',
  cls: '2020-10-16',
  monitor: '2018-07-24',
  tag: '2018-08-13'
}
const TIMEOUT_SECONDS = 30
const READS = /^(Get|List|Describe|Search)/
/** Writes that leave the same behind when they are repeated */
const REPEATABLE =
  /^(Update|Put|Modify|TagResources|DeleteReserved|DeleteProvisioned|BindingPolicyObject)/
/** Refused before anything was done: too many calls per second, or SCF is still at work */
const NOT_BEGUN =
  /^(RequestLimitExceeded|FailedOperation\.Function(Name|Version)?Status(Error|NotActive))/
/** The cloud's own failures, after which nobody knows what was done */
const UNCLEAR = /^(InternalError|ResourceUnavailable|NoAnswer|ECONNRESET|ETIMEDOUT|EPIPE)/
const PAUSES_MS = [1000, 2000, 4000, 8000]

/** A client of the cloud's APIs. Like the SDK under it, it goes through `http_proxy`. */
export function createCloud(credential: Credentials, region: string): Cloud {
  return repeatCalls(
    async <Reply>(service: keyof typeof VERSIONS, action: string, parameters = {}) => {
      const client = new CommonClient(`${service}.tencentcloudapi.com`, VERSIONS[service], {
        credential,
        region,
        profile: { httpProfile: { reqTimeout: TIMEOUT_SECONDS }, language: 'en-US' }
      })
      try {
        return (await client.request(action, parameters)) as Reply
      } catch (error) {
        const { code: given, message } = error as Error & { code?: string }
        const code = given || 'NoAnswer'
        throw new CloudError(`${action}: ${code}: ${message}`, code, { cause: error })
      }
    }
  )
}

/**
 * Repeats calls that may succeed a moment later, after growing pauses. After a failure of the cloud
 * itself, only those that can do no harm when both are carried out.
 */
export function repeatCalls(cloud: Cloud): Cloud {
  return async <Reply>(...[service, action, parameters]: Parameters<Cloud>) => {
    for (const pauseMs of PAUSES_MS)
      try {
        return await cloud<Reply>(service, action, parameters)
      } catch (error) {
        if (!mayRepeat(action, error as CloudError)) throw error
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    return cloud<Reply>(service, action, parameters)
  }
}

function mayRepeat(action: string, { code, message }: CloudError): boolean {
  if (NOT_BEGUN.test(code) || /\bStatus is (Creating|Updating|Publishing)\b/.test(message))
    return true
  return UNCLEAR.test(code) && (READS.test(action) || REPEATABLE.test(action))
}

/**
 * Creates something that cannot be created twice. After a failure of the cloud itself, looks whether
 * it is there, and tries once more if not.
 */
export async function createOnce(
  create: () => Promise<unknown>,
  isThere: () => Promise<boolean>
): Promise<void> {
  try {
    await create()
  } catch (error) {
    if (!(error instanceof CloudError) || !UNCLEAR.test(error.code)) throw error
    await new Promise((resolve) => setTimeout(resolve, PAUSES_MS[0]))
    if (!(await isThere())) await create()
  }
}

/** Throws instead of calling an action that could change anything. */
export function readOnly(cloud: Cloud): Cloud {
  return (service, action, parameters) => {
    if (!READS.test(action)) throw new Error(`a dry run never calls ${action}`)
    return cloud(service, action, parameters)
  }
}

/** Resolves to undefined for an error that means that the thing does not exist. */
export async function orUndefined<Found>(finding: Promise<Found>): Promise<Found | undefined> {
  try {
    return await finding
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof CloudError && error.code.startsWith('ResourceNotFound')
}
