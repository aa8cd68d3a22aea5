import { randomInt } from 'node:crypto'
import { type CosObject } from './store'

/** What happened to an object, as a trigger names it. */
export type CosAction =
  'ObjectCreated:Put' | 'ObjectCreated:Post' | 'ObjectCreated:Copy' | 'ObjectRemove:Delete'

interface CosChange {
  action: CosAction
  object: CosObject
  requestId: string
  /** Where the change was asked for. */
  address: string
}

/** A bucket as events name it: without the account's id, and the region in short. */
interface BucketPlace {
  bucket: string
  region: string
}

export type CosEvent = ReturnType<typeof cosEvent>

/**
 * The event that a COS trigger hands to a function.
 * @see https://cloud.tencent.com/document/product/583/9707
 */
export function cosEvent({ bucket, region }: BucketPlace, change: CosChange) {
  const { action, object, requestId, address } = change
  const [, name = '', appid = ''] = /^(.*)-(\d+)$/.exec(bucket) ?? []
  const meta = Object.entries(object.headers).filter(([header]) => header.startsWith('x-cos-meta-'))
  const path = object.key.split('/').map(encodeURIComponent).join('/')
  return {
    Records: [
      {
        cos: {
          cosSchemaVersion: '1.0',
          cosObject: {
            url: `http://${name}-${appid}.cos.${region}.myqcloud.com/${path}`,
            meta: {
              'x-cos-request-id': requestId,
              'Content-Type': object.headers['content-type'] ?? '',
              ...Object.fromEntries(meta)
            },
            vid: '',
            key: `/${appid}/${name}/${path}`,
            size: object.size
          },
          cosBucket: { region: shortRegion(region), name, appid, s3Acl: '' },
          cosNotificationId: 'unkown'
        },
        event: {
          eventName: `cos:${action}`,
          eventVersion: '1.0',
          eventTime: Math.floor(object.lastModified.getTime() / 1000),
          eventSource: 'qcs::cos',
          requestParameters: { requestSourceIP: address, requestHeaders: {} },
          eventQueue: `qcs:0:scf:${shortRegion(region)}:appid/${appid}:default`,
          reservedInfo: '',
          reqid: randomInt(2 ** 31)
        }
      }
    ]
  }
}

/** `ap-guangzhou` is `gz` in events. */
function shortRegion(region: string): string {
  const SHORT: Record<string, string> = {
    'ap-beijing': 'bj',
    'ap-chengdu': 'cd',
    'ap-chongqing': 'cq',
    'ap-guangzhou': 'gz',
    'ap-hongkong': 'hk',
    'ap-nanjing': 'nj',
    'ap-shanghai': 'sh',
    'ap-singapore': 'sg'
  }
  return SHORT[region] ?? region
}
