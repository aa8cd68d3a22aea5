import { type Cos, unlessMissing } from '../cloud/cos'

/** The bucket to which serverless-tencent-scf uploads archives, of one region. */
export interface ObjectStore {
  /** The keys with this prefix; none when there is no bucket */
  list: (prefix: string) => Promise<string[]>
  remove: (key: string) => Promise<void>
}

interface CosPage {
  Contents?: { Key: string }[]
  IsTruncated?: string
  NextMarker?: string
}

/** Opens the bucket `sls-cloudfunction-<region>-<appId>`. */
export function openObjectStore(
  cos: Cos,
  { region, appId }: { region: string; appId: number }
): ObjectStore {
  const Bucket = `sls-cloudfunction-${region}-${appId}`
  return {
    async list(Prefix) {
      const keys: string[] = []
      for (let Marker: string | undefined; ;) {
        const parameters = { Bucket, Prefix, ...(Marker && { Marker }) }
        const page = (await unlessMissing(cos<CosPage>('getBucket', parameters))) ?? {}
        keys.push(...(page.Contents ?? []).map(({ Key }) => Key))
        if (page.IsTruncated !== 'true') return keys
        Marker = page.NextMarker ?? keys.at(-1)
      }
    },
    async remove(Key) {
      await cos('deleteObject', { Bucket, Key })
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
