import { startDeadline } from '../shared/core/deadline'
import { describeError, log } from '../shared/core/log'
import { database, type SqlValue, type Transaction } from '../shared/database/database'
import { INSERT_EVENT, valuesOf } from '../shared/events/events'
import { type EventHandler, type ReceivedEvent, worksOf } from '../shared/events/handler'
import { part } from '../shared/parts/part'

/**
 * A message of CKafka, as its trigger delivers it. The topic is the kind of event.
 * @see https://cloud.tencent.com/document/product/583/31927
 */
export interface CkafkaMessage {
  topic: string
  partition?: number
  offset: number
  msgKey?: string
  /** null where the producer sent none. */
  msgBody: string | null
}

const STEP_MS = 5000

/**
 * Takes a batch from CKafka's trigger. The trigger repeats a whole batch when one of its messages
 * fails, so none may: kinds that are processed together are processed right away; the others, and
 * those that fail, are stored and processed like any other event. Each partition's offset is written
 * in the same commit, so that a batch that arrives twice is processed once.
 */
export const receiveWith = (handlers: EventHandler[]) =>
  part({
    needs: { database, works: worksOf(handlers) },
    make({ database, works }) {
      async function takeOnce(
        messages: CkafkaMessage[],
        take: (fresh: CkafkaMessage[], transaction: Transaction) => Promise<void>
      ): Promise<number> {
        return database.transaction(
          async (transaction) => {
            const fresh = await skipKnown(messages, transaction)
            if (fresh.length) await take(fresh, transaction)
            return fresh.length
          },
          startDeadline(STEP_MS),
          { idempotent: true, readCommitted: true }
        )
      }

      async function receivePartition(messages: CkafkaMessage[]): Promise<number> {
        const work = works[messages[0]?.topic ?? '']
        if (work && 'together' in work)
          try {
            return await takeOnce(messages, (fresh, transaction) =>
              work.together(fresh.map(readMessage), transaction)
            )
          } catch (error) {
            log('warn', { event: 'BATCH_STORED', ...describeError(error) })
          }
        return takeOnce(messages, async (fresh, { change }) => {
          for (const message of fresh) await change(INSERT_EVENT, storedAs(message))
        })
      }

      /** Returns how many messages were new. */
      return async (messages: CkafkaMessage[]): Promise<number> => {
        const partitions = new Map<string, CkafkaMessage[]>()
        for (const message of messages) {
          const name = `${message.topic}/${message.partition ?? 0}`
          partitions.set(name, [...(partitions.get(name) ?? []), message])
        }
        let received = 0
        for (const each of partitions.values()) received += await receivePartition(each)
        return received
      }
    }
  })

/** The messages that are new; notes, in the same transaction, that they are taken now. */
async function skipKnown(
  messages: CkafkaMessage[],
  { run, change }: Transaction
): Promise<CkafkaMessage[]> {
  const [{ topic, partition = 0 }] = messages as [CkafkaMessage]
  const where: SqlValue[] = [topic, partition]
  const insert = `INSERT INTO event_offsets (topic, partition_number, next_offset) VALUES (?, ?, 0)
    ON DUPLICATE KEY UPDATE topic = topic`
  await change(insert, where)
  const [row] = await run<{ next_offset: number }>(
    'SELECT next_offset FROM event_offsets WHERE topic = ? AND partition_number = ? FOR UPDATE',
    where
  )
  const fresh = messages.filter(({ offset }) => offset >= (row?.next_offset ?? 0))
  const next = Math.max(...fresh.map(({ offset }) => offset + 1))
  if (fresh.length)
    await change(
      'UPDATE event_offsets SET next_offset = ? WHERE topic = ? AND partition_number = ?',
      [next, ...where]
    )
  return fresh
}

function storedAs({ topic, partition = 0, offset, msgBody }: CkafkaMessage): SqlValue[] {
  return valuesOf(topic, msgBody ?? '', { key: `ckafka/${partition}/${offset}` })
}

function readMessage({ msgBody, partition = 0, offset }: CkafkaMessage): ReceivedEvent<unknown> {
  return { payload: JSON.parse(msgBody ?? ''), key: `ckafka/${partition}/${offset}`, tries: 1 }
}
