import { createTopics, PARTITIONS } from '../../../tools/scf/topics'
import { settingsOf, until, workbench } from './workbench'

interface Batch {
  topic: string
  partition: number
  offset: number
  msgKey: string
  msgBody: string
}

const FAILED = JSON.stringify({ statusCode: 430 })
const trigger = (more = {}) => ({
  ...settingsOf('/nowhere.js'),
  topics: [{ topic: 'clicks', maxMessages: 10, retries: 2, enabled: true, ...more }]
})

let topics: ReturnType<typeof createTopics> | undefined
let lines: string[]
let batches: Batch[][]
/** What becomes of a call; the batch's number is the number of calls before it. */
let outcome: (batch: Batch[], call: number) => Promise<{ failure?: string }>

beforeEach(() => {
  lines = []
  batches = []
  outcome = async () => ({})
})
afterEach(() => topics?.stop())

function start(functions = [trigger()]) {
  topics = createTopics({
    async invoke(name, event) {
      expect(name).toBe('greet')
      const { Records } = event as { Records: { Ckafka: Batch }[] }
      const batch = Records.map(({ Ckafka }) => Ckafka)
      return outcome(batch, batches.push(batch) - 1)
    },
    log: (line) => lines.push(line),
    minuteMs: 1,
    lingerMs: 1
  })
  topics.configure(functions)
  return topics
}

const bodies = (from: number, to: number, key?: string) =>
  Array.from({ length: to - from }, (_, i) => ({ key, body: String(from + i) }))
const worked = () => batches.flat().map(({ msgBody }) => Number(msgBody))
const ascending = (one: number, other: number) => one - other

it('delivers messages in the form of CKafka, each once, in batches of the wanted size', async () => {
  start().send('clicks', bodies(0, 100))
  await until('all messages', () => worked().length === 100)
  expect(worked().sort(ascending)).toEqual(bodies(0, 100).map(({ body }) => Number(body)))
  expect(batches.every((batch) => batch.length <= 10)).toBe(true)
  expect(batches.every((batch) => new Set(batch.map((each) => each.partition)).size === 1)).toBe(
    true
  )
  expect(batches[0]?.[0]).toEqual({
    ...{ topic: 'clicks', partition: 0, offset: 0 },
    ...{ msgKey: 'None', msgBody: '0' }
  })
})

it('keeps the messages of a key in one partition and in their order', async () => {
  const { send } = start()
  for (const key of ['alice', 'bob', 'carol']) send('clicks', bodies(0, 25, key))
  await until('all messages', () => worked().length === 75)
  for (const key of ['alice', 'bob', 'carol']) {
    const own = batches.flat().filter(({ msgKey }) => msgKey === key)
    expect(new Set(own.map(({ partition }) => partition)).size).toBe(1)
    expect(own.map(({ msgBody }) => Number(msgBody))).toEqual(
      bodies(0, 25).map(({ body }) => Number(body))
    )
  }
})

it('has one batch under way in each partition, and the next only after it', async () => {
  let running = 0
  let most = 0
  const ends: (() => void)[] = []
  outcome = async () => {
    most = Math.max(most, ++running)
    await new Promise<void>((resolve) => ends.push(resolve))
    running--
    return {}
  }
  start().send('clicks', bodies(0, 30 * PARTITIONS))
  await until('a batch of each partition', () => running === PARTITIONS)
  while (worked().length < 30 * PARTITIONS || running) {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  expect(most).toBe(PARTITIONS)
})

it('delivers the same batch again after an error, and commits its offset after success', async () => {
  outcome = async (_batch, call) => (call < 2 ? { failure: FAILED } : {})
  const { send } = start()
  send('clicks', bodies(0, 3, 'alice'))
  await until('the second failure', () => batches.length >= 2)
  send('clicks', bodies(3, 5, 'alice'))
  await until('all messages', () => worked().includes(4))
  expect(batches.slice(0, 3).map((batch) => batch.map(({ msgBody }) => msgBody))).toEqual(
    Array(3).fill(['0', '1', '2'])
  )
  expect(batches[3]?.map(({ msgBody }) => msgBody)).toEqual(['3', '4'])
  expect(lines[0]).toMatch(/^greet: 3 messages of clicks\/\d from 0 failed \(430\): the same again/)
})

it('skips a batch when its retries are used up, and holds up no other partition before', async () => {
  const poison = bodies(0, 1, 'alice')
  outcome = async ([first]) => (first?.msgKey === 'alice' ? { failure: FAILED } : {})
  const { send } = start()
  send('clicks', poison)
  send('clicks', bodies(1, 40))
  await until('the others', () => worked().filter((body) => body > 0).length >= 26)
  await until('the end of it', () => lines.some((line) => line.includes('are skipped')))
  await until('those behind it', () => new Set(worked()).size === 40)
  expect(batches.filter(([first]) => first?.msgKey === 'alice').length).toBeGreaterThanOrEqual(3)
})

it('tries for as long as it takes where the platform itself fails', async () => {
  const broken = JSON.stringify({ statusCode: 500 })
  outcome = async (_batch, call) => (call < 20 ? { failure: broken } : {})
  start().send('clicks', bodies(0, 1))
  await until('success', () => batches.length === 21)
  expect(lines.some((line) => line.includes('skipped'))).toBe(false)
})

it('ends a batch before it exceeds what an event may have', async () => {
  const body = 'x'.repeat(2_500_000)
  start().send(
    'clicks',
    Array.from({ length: 5 }, () => ({ key: 'alice', body }))
  )
  await until('all messages', () => batches.flat().length === 5)
  expect(batches.map(({ length }) => length)).toEqual([2, 2, 1])
})

it('starts where the topic ends, goes on where it was, and rests while it is closed', async () => {
  const { send, configure } = start([])
  send('clicks', bodies(0, 5))
  configure([trigger()])
  send('clicks', bodies(5, 8))
  await until('the new ones', () => worked().length === 3)
  configure([trigger({ maxMessages: 2 })])
  send('clicks', bodies(8, 9))
  await until('one more', () => worked().length === 4)
  configure([trigger({ enabled: false })])
  send('clicks', bodies(9, 10))
  expect(worked().sort(ascending)).toEqual([5, 6, 7, 8])
})

describe('with processes', () => {
  const bench = workbench()
  afterEach(bench.cleanUp)
  afterAll(bench.remove)

  it('delivers a batch again whose function was killed', async () => {
    const first = JSON.stringify(`${bench.dir}/first`)
    const define = bench.define(
      `const fs = require('fs')
       exports.main_handler = async ({ Records }) => {
         const isFirst = !fs.existsSync(${first})
         fs.writeFileSync(${first}, '')
         if (isFirst) process.kill(process.pid, 'SIGKILL')
         console.log('worked ' + Records.map(({ Ckafka }) => Ckafka.msgBody).join())
       }`,
      { topics: trigger().topics }
    )
    const scf = bench.start([define], { minuteMs: 1, lingerMs: 1 })
    scf.send('clicks', bodies(0, 3, 'alice'))
    await until('the work', () => bench.lines.some((line) => line.includes('worked 0,1,2')))
    expect(bench.lines.some((line) => line.includes('the same again in a minute'))).toBe(true)
  })
})
