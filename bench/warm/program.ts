/**
 * program.ts login|session ROUNDS DELAY_MS...: measures one kind of call in this process, whose
 * environment is a function's, with each of these delays of WeChat, which it asks its parent for.
 * Sends the figures to its parent.
 */
import { once } from 'node:events'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { startPeer } from '../peer'
import { bundleOf, REPORT_USAGE, startInstance } from '../support/back-end'
import { createClient, type HttpCall, login, tokenIn } from '../support/client'
import { atEventDoor, expectOk, type Handler } from '../support/event-door'
import { interleave, type Variant } from '../support/interleave'
import { endOnSignals } from '../support/interrupt'
import { type DelayWanted, type Measured, type Timings } from './index'
import { createLogins, createReads } from './without-us'

const COUNTED = 50
/** In rounds: until V8 has compiled what is called most. */
const WARM_UP = 300
const WARM_UP_AGAIN = 3

async function measure(
  name: 'login' | 'session',
  rounds: number,
  delaysMs: number[]
): Promise<Measured> {
  const { DATABASE_URL = '', ...environment } = process.env as Record<string, string>
  const { main_handler: handle } = (await import(bundleOf(name))) as { main_handler: Handler }
  const settings = { ...environment, DATABASE_URL }
  const instance = await startInstance(['--require', REPORT_USAGE, bundleOf(name)], settings)
  const client = createClient(instance.url)
  const connection = await createConnection({ uri: DATABASE_URL, timezone: 'Z' })
  const peer = await startPeer(settings, connection)
  try {
    const { main_handler: logIn } = (await import(bundleOf('login'))) as { main_handler: Handler }
    const token = tokenIn(await atEventDoor(logIn, login('bench')))
    const makeCall = (): HttpCall =>
      name === 'login'
        ? login('bench')
        : { method: 'GET', path: '/session', headers: { authorization: `Bearer ${token}` } }
    const atDoor = () => atEventDoor(handle, makeCall())
    const others =
      name === 'login' ? await createLogins(connection) : await createReads(connection, token)
    const variants: Record<string, Variant> = {
      floor: { run: others.floor },
      packages: { run: others.packages },
      'event door': { run: atDoor },
      'web door': {
        run: async () => expectOk(await client.call(makeCall())),
        cpuUs: () => instance.cpuUs()
      }
    }
    if (peer)
      variants.peer = { run: name === 'login' ? peer.logIn : peer.check, cpuUs: () => peer.cpuUs() }
    let warmUp = Math.min(WARM_UP, 8 * rounds)
    const timings: Timings[] = []
    for (const delayMs of delaysMs) {
      await delayWechat(delayMs)
      timings.push((await interleave(variants, { rounds, warmUp })) as Timings)
      warmUp = WARM_UP_AGAIN
    }
    return { timings, counted: await count(connection, atDoor) }
  } finally {
    await peer?.stop()
    client.close()
    await connection.end()
    await instance.stop()
  }
}

async function delayWechat(delayMs: number): Promise<void> {
  const wanted: DelayWanted = { delayMs }
  process.send?.(wanted)
  await once(process, 'message')
}

/** What one call costs the server. The statement that asks for it is counted, too. */
async function count(connection: Connection, call: () => Promise<unknown>) {
  const before = await readStatus(connection)
  for (let i = 0; i < COUNTED; i++) await call()
  const after = await readStatus(connection)
  const per = (name: string, own = 0) => ((after[name] ?? 0) - (before[name] ?? 0) - own) / COUNTED
  return {
    questions: per('Questions', 1),
    commits: per('Com_commit'),
    connections: per('Connections')
  }
}

async function readStatus(connection: Connection): Promise<Record<string, number>> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SHOW GLOBAL STATUS WHERE Variable_name IN ('Questions', 'Com_commit', 'Connections')`
  )
  return Object.fromEntries(rows.map((row) => [String(row.Variable_name), Number(row.Value)]))
}

const [, , name = '', rounds = '', ...delaysMs] = process.argv
endOnSignals()
measure(name as 'login' | 'session', Number(rounds), delaysMs.map(Number)).then(
  (measured) => process.send?.(measured, () => process.exit(0)),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  }
)
