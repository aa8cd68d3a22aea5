import { promisify } from 'node:util'
import { type Credentials } from '../cloud/credentials'
import { loadPackage } from '../settings/packages'

/** The bucket to which serverless-tencent-scf uploads archives, of one region. */
export interface ObjectStore {
  /** The keys with this prefix; none when there is no bucket */
  list: (prefix: string) => Promise<string[]>
  remove: (key: string) => Promise<void>
}

interface ObjectStorePlace {
  deployDir: string
  region: string
  appId: number
}

const TIMEOUT_MS = 30_000

/** The part of the COS client that is used. */
interface CosClient {
  getBucket: CosMethod<{ Prefix: string; Marker?: string }, CosPage>
  deleteObject: CosMethod<{ Key: string }, unknown>
}

interface CosPage {
  Contents?: { Key: string }[]
  IsTruncated?: string
  NextMarker?: string
}

type CosMethod<Parameters, Result> = (
  parameters: Parameters & { Bucket: string; Region: string },
  done: (error: unknown, result: Result) => void
) => void

/** A client of the bucket `sls-cloudfunction-<region>-<appId>`. It goes through `http_proxy`. */
export function createObjectStore(
  { secretId, secretKey, token }: Credentials,
  { deployDir, region, appId }: ObjectStorePlace
): ObjectStore {
  const Client = loadPackage(deployDir, 'cos-nodejs-sdk-v5', 'serverless-tencent-scf') as new (
    options: object
  ) => CosClient
  const cos = new Client({
    SecretId: secretId,
    SecretKey: secretKey,
    ...(token && { SecurityToken: token }),
    Timeout: TIMEOUT_MS,
    // otherwise a refusal would be repeated at another domain
    AutoSwitchHost: false
  })
  const place = { Bucket: `sls-cloudfunction-${region}-${appId}`, Region: region }
  const getBucket = promisify(cos.getBucket.bind(cos))
  const deleteObject = promisify(cos.deleteObject.bind(cos))
  return {
    async list(Prefix) {
      const keys: string[] = []
      for (let Marker: string | undefined; ;) {
        const parameters = { ...place, Prefix, ...(Marker && { Marker }) }
        const page = await getBucket(parameters).catch(
          (error: { statusCode?: number }): CosPage => {
            if (error.statusCode === 404) return {}
            throw error as Error
          }
        )
        keys.push(...(page.Contents ?? []).map(({ Key }) => Key))
        if (page.IsTruncated !== 'true') return keys
        Marker = page.NextMarker ?? keys.at(-1)
      }
    },
    async remove(Key) {
      await deleteObject({ ...place, Key })
    }
  }
}

/** Throws instead of removing. */
export function readOnlyStore({ list }: ObjectStore): ObjectStore {
  return {
    list,
    remove(key) {
      throw new Error(`a dry run never removes ${key}`)
    }
  }
}
