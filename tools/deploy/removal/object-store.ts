import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Credentials } from '../cloud/credentials'

/** The bucket that the plugin uploads to, of one region. */
export interface ObjectStore {
  /** Keys that begin so; none where there is no bucket */
  list: (prefix: string) => Promise<string[]>
  remove: (key: string) => Promise<void>
}

const TIMEOUT_MS = 30_000

/** The part of the object store's client that is used. */
interface Cos {
  getBucket: Method<{ Prefix: string; Marker?: string }, Page>
  deleteObject: Method<{ Key: string }, unknown>
}

interface Page {
  Contents?: { Key: string }[]
  IsTruncated?: string
  NextMarker?: string
}

type Method<Asked, Told> = (
  asked: Asked & { Bucket: string; Region: string },
  done: (error: unknown, told: Told) => void
) => void

/** Makes a client of the bucket `sls-cloudfunction-<region>-<appId>`. It obeys `http_proxy`. */
export function createObjectStore(
  { secretId, secretKey, token }: Credentials,
  region: string,
  appId: number
): ObjectStore {
  const load = createRequire(path.join(__dirname, '../../../deploy', 'package.json'))
  // the plugin's own copy, wherever npm has put it
  const Client = createRequire(load.resolve('serverless-tencent-scf'))('cos-nodejs-sdk-v5') as new (
    options: object
  ) => Cos
  const cos = new Client({
    SecretId: secretId,
    SecretKey: secretKey,
    ...(token && { SecurityToken: token }),
    Timeout: TIMEOUT_MS,
    // a refusal is an answer: it would ask another domain instead, which nobody has allowed
    AutoSwitchHost: false
  })
  const place = { Bucket: `sls-cloudfunction-${region}-${appId}`, Region: region }
  const getBucket = promisify(cos.getBucket.bind(cos))
  const deleteObject = promisify(cos.deleteObject.bind(cos))
  return {
    async list(Prefix) {
      const keys: string[] = []
      for (let Marker: string | undefined; ;) {
        const asked = { ...place, Prefix, ...(Marker && { Marker }) }
        const page = await getBucket(asked).catch((error: { statusCode?: number }): Page => {
          if (error.statusCode === 404) return {}
          throw error as Error
        })
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

/** The same, but removing throws. */
export function readOnlyStore({ list }: ObjectStore): ObjectStore {
  return {
    list,
    remove(key) {
      throw new Error(`a dry run never removes ${key}`)
    }
  }
}
