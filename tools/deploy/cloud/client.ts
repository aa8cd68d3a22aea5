import { createRequire } from 'node:module'
import path from 'node:path'
import type { Credentials } from './credentials'

/**
 * A call that the cloud refused, or that did not arrive. `code` is the cloud's, such as
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

/** Calls one action of one of the cloud's APIs. Throws CloudError. */
export type Cloud = <Reply = unknown>(
  service: keyof typeof VERSIONS,
  action: string,
  parameters?: Record<string, unknown>
) => Promise<Reply>

/**
 * The part of the SDK that is used; this package is installed apart, so its own types are not at
 * hand.
 */
interface Sdk {
  CommonClient: new (
    endpoint: string,
    version: string,
    config: { credential: Credentials; region: string; profile: object }
  ) => { request: (action: string, parameters: object) => Promise<unknown> }
}

const VERSIONS = { scf: '2018-04-16', cam: '2019-01-16', cls: '2020-10-16' }
const TIMEOUT_SECONDS = 30
const READS = /^(Get|List|Describe|Search)/
const RETRIES = 3
/** The cloud counts by the second */
const PAUSE_MS = 1000

/**
 * Makes what calls the cloud's APIs: those that the plugin does not know, or calls wrongly. The SDK
 * obeys `http_proxy`.
 */
export function createCloud(credential: Credentials, region: string): Cloud {
  // by its path: the whole SDK takes 90 MB of memory
  const { CommonClient } = createRequire(path.join(__dirname, '../../../deploy', 'package.json'))(
    'tencentcloud-sdk-nodejs/tencentcloud/common/common_client'
  ) as Sdk
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
 * The same, but what reads is asked again, after a pause, when the cloud counts too many calls in a
 * second. Orders are not: whoever gave one must see what became of it.
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

/** The same, but an action that could change anything throws instead of being called. */
export function readOnly(cloud: Cloud): Cloud {
  return (service, action, parameters) => {
    if (!READS.test(action)) throw new Error(`a dry run never calls ${action}`)
    return cloud(service, action, parameters)
  }
}

/** Whether an error says that the thing asked for is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof CloudError && error.code.startsWith('ResourceNotFound')
}
