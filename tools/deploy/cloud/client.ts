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

/** The versions of the cloud's APIs */
export const VERSIONS = {
  scf: '2018-04-16',
  cam: '2019-01-16',
  cls: '2020-10-16',
  monitor: '2018-07-24',
  tag: '2018-08-13'
}
/** Actions that change nothing */
export const READS = /^(Get|List|Describe|Search)/
/** What does not exist; SCF documents the last of them as "the function does not exist" */
const NOT_FOUND = /^(ResourceNotFound|InvalidParameterValue\.FunctionName$)/

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
  return error instanceof CloudError && NOT_FOUND.test(error.code)
}
