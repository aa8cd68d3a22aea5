import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FunctionSettings, type TopicTrigger } from '../serverless-yml'
import { MAX_PAYLOAD_BYTES } from './platform'

/** A message as a producer sends it. Messages of one key stay in their order. */
export interface TopicMessage {
  key?: string
  body: string
}

interface TopicOptions {
  /** Calls a function and waits for it. */
  invoke(name: string, event: object): Promise<{ failure?: string }>
  log(line: string): void
  /** The platform's pause before a batch is delivered again; shorter in tests. */
  minuteMs?: number
  /** How long a batch waits for more messages. */
  lingerMs?: number
}

type Record = { Ckafka: { topic: string; partition: number; offset: number } & Content }
type Content = { msgKey: string; msgBody: string }

/** One function's trigger for one topic: how far it has come in each partition. */
interface Consumer {
  name: string
  trigger: TopicTrigger
  offsets: number[]
  busy: Set<number>
}

/** Batches of one topic that are worked at once: so many as its partitions. */
export const PARTITIONS = 3
/** The platform waits longer for a batch to fill. */
const LINGER_MS = 1000
const MINUTE_MS = 60_000
const INTERNAL_ERROR = 500

/**
 * Topics and the triggers of functions on them, as CKafka's: each partition has one batch under way at
 * a time, the same batch is delivered again after an error, and the next one only after success or
 * when its retries are used up. Messages are kept in memory.
 * @see https://cloud.tencent.com/document/product/583/17530
 */
export function createTopics(options: TopicOptions) {
  const { invoke, log, minuteMs = MINUTE_MS, lingerMs = LINGER_MS } = options
  const topics = new Map<string, Record[][]>()
  let consumers: Consumer[] = []
  let sent = 0
  const ended = new AbortController()
  const pause = (ms: number) =>
    sleep(ms, undefined, { signal: ended.signal, ref: false }).catch(() => undefined)

  function partitionsOf(topic: string): Record[][] {
    const known = topics.get(topic) ?? Array.from({ length: PARTITIONS }, () => [])
    topics.set(topic, known)
    return known
  }

  const isOver = (consumer: Consumer) => ended.signal.aborted || !consumers.includes(consumer)

  async function consume(consumer: Consumer, partition: number): Promise<void> {
    if (consumer.busy.has(partition)) return
    consumer.busy.add(partition)
    const { trigger, offsets } = consumer
    const messages = partitionsOf(trigger.topic)[partition] ?? []
    const waiting = () => messages.length - (offsets[partition] ?? 0)
    while (waiting() && !isOver(consumer)) {
      if (waiting() < trigger.maxMessages) await pause(lingerMs)
      const from = offsets[partition] ?? 0
      const batch = firstBytes(messages.slice(from, from + trigger.maxMessages))
      if (await deliver(consumer, batch)) offsets[partition] = from + batch.length
    }
    consumer.busy.delete(partition)
  }

  /** Resolves when the batch is done with; false when the trigger has ended before. */
  async function deliver(consumer: Consumer, batch: Record[]): Promise<boolean> {
    const { name, trigger } = consumer
    for (let failed = 0; !isOver(consumer);) {
      const { failure } = await invoke(name, { Records: batch })
      if (failure === undefined) return true
      const { statusCode } = JSON.parse(failure) as { statusCode?: number }
      const { partition, offset } = batch[0]!.Ckafka
      const what = `${batch.length} messages of ${trigger.topic}/${partition} from ${offset}`
      if (statusCode !== INTERNAL_ERROR && failed++ >= trigger.retries) {
        log(`${name}: ${what} are skipped, after ${trigger.retries} retries`)
        return true
      }
      log(`${name}: ${what} failed (${statusCode}): the same again in a minute`)
      await pause(minuteMs)
    }
    return false
  }

  return {
    /** From now on, these functions' triggers are open; those that are known go on where they are. */
    configure(functions: FunctionSettings[]): void {
      consumers = functions.flatMap(({ name, topics: triggers = [] }) =>
        triggers
          .filter(({ enabled }) => enabled)
          .map((trigger): Consumer => {
            const known = consumers.find(
              (each) => each.name === name && each.trigger.topic === trigger.topic
            )
            if (known) return Object.assign(known, { trigger })
            const offsets = partitionsOf(trigger.topic).map(({ length }) => length)
            return { name, trigger, offsets, busy: new Set() }
          })
      )
    },

    /** Appends messages to a topic, which need not exist before. */
    send(topic: string, messages: TopicMessage[]): void {
      const partitions = partitionsOf(topic)
      for (const { key, body } of messages) {
        const partition = key === undefined ? sent++ % PARTITIONS : partitionOf(key)
        const place = { topic, partition, offset: partitions[partition]!.length }
        partitions[partition]!.push({ Ckafka: { ...place, msgKey: key ?? 'None', msgBody: body } })
      }
      for (const consumer of consumers)
        if (consumer.trigger.topic === topic)
          for (let partition = 0; partition < PARTITIONS; partition++)
            void consume(consumer, partition)
    },

    stop: () => ended.abort()
  }
}

function partitionOf(key: string): number {
  return createHash('sha1').update(key).digest().readUInt32BE() % PARTITIONS
}

/** As many as one event may hold; one at least. */
function firstBytes(batch: Record[]): Record[] {
  let bytes = Buffer.byteLength(JSON.stringify({ Records: [] }))
  const end = batch.findIndex((record) => {
    bytes += Buffer.byteLength(JSON.stringify(record)) + 1
    return bytes > MAX_PAYLOAD_BYTES
  })
  return end < 0 ? batch : batch.slice(0, Math.max(1, end))
}
