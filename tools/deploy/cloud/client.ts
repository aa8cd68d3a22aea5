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

const VERSIONS = { scf: '2018-04-16', cam: '2019-01-16', cls: '2020-10-16' }
const TIMEOUT_SECONDS = 30
const READS = /^(Get|List|Describe|Search)/
const RETRIES = 3
/** The cloud counts calls per second. */
const PAUSE_MS = 1000

/** A client of the cloud's APIs. Like the SDK under it, it goes through `http_proxy`. */
export function createCloud(credential: Credentials, region: string): Cloud {
  return retryReads(
    async <Reply>(service: keyof typeof VERSIONS, action: string, parameters = {}) => {
      const client = new CommonClient(`${service}.tencentcloudapi.com`, VERSIONS[service], {
        credential,
        region,
        profile: { httpProfile: { reqTimeout: TIMEOUT_SECONDS }, language: 'en-US' }
      })
      try {
        return (await client.request(action, parameters)) as Reply
      } catch (error) {
        const { code = 'NoAnswer', message } = error as Error & { code?: string }
        throw new CloudError(`${action}: ${code || 'NoAnswer'}: ${message}`, code, { cause: error })
      }
    }
  )
}

/**
 * Repeats reading calls, after a pause, while the cloud counts too many calls per second. Writing
 * calls are not repeated: the caller has to see what became of each.
 */
export function retryReads(cloud: Cloud): Cloud {
  return async <Reply>(...[service, action, parameters]: Parameters<Cloud>) => {
    for (let tries = 1; ; tries++)
      try {
        return await cloud<Reply>(service, action, parameters)
      } catch (error) {
        const isTooOften = /^RequestLimitExceeded/.test((error as CloudError).code)
        if (!isTooOften || !READS.test(action) || tries > RETRIES) throw error
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
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
