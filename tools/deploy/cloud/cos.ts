import { promisify } from 'node:util'
import { loadPackage } from '../settings/packages'
import { type Credentials } from './credentials'

/** Calls one method of the object store's client, such as getBucket, for one bucket. */
export type Cos = <Reply>(method: string, parameters: BucketParameters) => Promise<Reply>

type BucketParameters = { Bucket: string } & Record<string, unknown>

const TIMEOUT_MS = 30_000

type Method = (parameters: object, done: (error: unknown, reply: unknown) => void) => void

/**
 * A client of the object store in one region: the one that serverless-tencent-scf brings along. It
 * goes through `http_proxy`.
 */
export function createCos(
  { secretId, secretKey, token }: Credentials,
  { deployDir, region }: { deployDir: string; region: string }
): Cos {
  const Client = loadPackage(deployDir, 'cos-nodejs-sdk-v5', 'serverless-tencent-scf') as new (
    options: object
  ) => Record<string, Method>
  const client = new Client({
    SecretId: secretId,
    SecretKey: secretKey,
    ...(token && { SecurityToken: token }),
    Timeout: TIMEOUT_MS,
    // otherwise a refusal would be repeated at another domain
    AutoSwitchHost: false
  })
  return async <Reply>(method: string, parameters: object) => {
    const call = promisify((client[method] as Method).bind(client))
    return (await call({ ...parameters, Region: region })) as Reply
  }
}

/** Resolves to undefined for an error that means that the thing does not exist. */
export async function unlessMissing<Found>(finding: Promise<Found>): Promise<Found | undefined> {
  try {
    return await finding
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined
    throw error
  }
}
