import { type EventEntry } from '../../serverless-yml'

// cloud.tencent.com/document/product/583/39901

const BUCKET = /^[a-z\d][a-z\d-]*-\d+$/
const OBJECT_EVENT = /^cos:Object(Created|Remove):(\*|[A-Z]\w+)$/
const MAX_MESSAGES = 10_000
/** SCF's own default blocks a partition for a week when one message cannot be processed. */
const QUEUE_RETRIES = 10

/** An object of a bucket was created or removed. The trigger is named after the bucket's host. */
export function bucketTrigger({ name, parameters: p = {} }: EventEntry, region: string) {
  const { bucket: given = name } = p as { bucket?: string }
  const [bucket = ''] = given.split('.cos.')
  const host = `${bucket}.cos.${region}.myqcloud.com`
  if (!BUCKET.test(bucket) || (given !== bucket && given !== host))
    throw new Error(
      `the bucket must be <name>-<appid> or ${host.replace(bucket, '<name>-<appid>')}, not "${given}"`
    )
  const { events: event = 'cos:ObjectCreated:*', filter } = p as {
    events?: string
    filter?: { prefix?: string; suffix?: string }
  }
  if (!OBJECT_EVENT.test(event))
    throw new Error(`no event "${event}", such as cos:ObjectCreated:Post`)
  const { prefix = '', suffix = '' } = filter ?? {}
  if (suffix && !suffix.startsWith('.'))
    throw new Error(`the suffix must begin with a dot: ${suffix}`)
  return {
    TriggerName: host,
    Type: 'cos' as const,
    TriggerDesc: JSON.stringify({ event, filter: { Prefix: prefix, Suffix: suffix } }),
    Enable: openOrClosed(p)
  }
}

/** Messages of a CKafka topic, in batches. */
export function queueTrigger({ name, parameters: p = {} }: EventEntry) {
  const { topic, maxMsgNum = 100, offset = 'latest', retry = QUEUE_RETRIES, timeOut } = p
  if (!/^ckafka-\w+$/.test(name) || typeof topic !== 'string' || !topic)
    throw new Error('name must be the instance (ckafka-...), and parameters.topic the topic')
  if (!(Number(maxMsgNum) >= 1 && Number(maxMsgNum) <= MAX_MESSAGES))
    throw new Error(`maxMsgNum must be from 1 to ${MAX_MESSAGES}`)
  // all of them are texts there
  const texts = { maxMsgNum, offset, retry, ...(timeOut !== undefined && { timeOut }) }
  const described = Object.entries(texts).map(([key, value]) => [key, String(value)] as const)
  return {
    TriggerName: `${name}-${topic}`,
    Type: 'ckafka' as const,
    TriggerDesc: JSON.stringify(Object.fromEntries(described)),
    Enable: openOrClosed(p)
  }
}

function openOrClosed({ enable }: { enable?: unknown }): 'OPEN' | 'CLOSE' {
  return enable ? 'OPEN' : 'CLOSE'
}
