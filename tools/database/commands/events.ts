/** npm run cli -- events: looks at stored events, and retries or deletes them. */
import { parseArgs } from 'node:util'
import { type Connection } from 'mysql2/promise'
import { withUsage } from '../../common/command'
import { interruptible } from '../../common/signals'
import { withDatabase } from '../connect'
import {
  countEvents,
  dropEvents,
  type EventFilter,
  type EventRow,
  findEvent,
  listEvents,
  retryEvents
} from '../events'
import { withServer } from '../find-server'

const USAGE = `Usage: npm run cli -- events list [--kind KIND] [--state waiting|parked|done]
       npm run cli -- events show ID
       npm run cli -- events retry ID... | --parked
       npm run cli -- events drop ID... | --parked

The table of events (docs/events.md), in the database of npm start, whether that runs or not, or in
the one that DATABASE_URL names.

  list    how many there are of each kind, and the newest that are not done
  show    one event, with its payload
  retry   makes events due at once, with all their tries before them again
  drop    deletes events that shall not be processed

  --parked   all that have failed too often`

interface Parts {
  connection: Connection
  ids: string[]
  filter: EventFilter
  parked: boolean
}

export const events = withUsage(USAGE, async (project, args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      kind: { type: 'string' },
      state: { type: 'string' },
      parked: { type: 'boolean', default: false }
    }
  })
  const [action = '', ...ids] = positionals
  const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
  const isWrong = ids.some((id) => !/^\d+$/.test(id))
  if (!run || isWrong) {
    console.error(USAGE)
    return 1
  }
  const { kind, state, parked } = values
  return interruptible((signal) =>
    withServer(project, signal, ({ url }) =>
      withDatabase(url, (connection) => run({ connection, ids, filter: { kind, state }, parked }))
    )
  )
})

const ACTIONS: Record<string, (parts: Parts) => Promise<number>> = {
  async list({ connection, filter }) {
    for (const { kind, state, count, oldest } of await countEvents(connection))
      console.log(
        `${kind.padEnd(34)} ${state.padEnd(8)} ${String(count).padStart(7)}  since ${oldest}`
      )
    const rows = await listEvents(connection, filter)
    if (!rows.length) console.log('nothing is waiting or parked')
    for (const row of rows) console.log(lineOf(row))
    return 0
  },

  async show({ connection, ids: [id = ''] }) {
    const event = await findEvent(connection, id)
    if (!event) throw new Error(`there is no event ${id}`)
    const { payload, event_key: key, ...row } = event
    console.log(lineOf(row))
    console.log(`key      ${key}\ncreated  ${row.created_at}`)
    console.log(payload === null ? 'done: its payload is deleted' : pretty(payload))
    return 0
  },

  retry: (parts) => act(parts, retryEvents, 'will be processed again'),
  drop: (parts) => act(parts, dropEvents, 'dropped')
}

async function act(
  { connection, ids, parked }: Parts,
  change: typeof retryEvents,
  words: string
): Promise<number> {
  if (!ids.length && !parked) throw new Error('which ones? Give their numbers, or --parked')
  const count = await change(connection, parked ? undefined : ids)
  console.log(`${count} ${words}`)
  return parked || count === ids.length ? 0 : 1
}

function lineOf({ id, kind, state, tries, due_at: dueAt, error, is_claimed: isClaimed }: EventRow) {
  const when = {
    waiting: isClaimed ? 'claimed until' : 'due',
    parked: 'kept until',
    done: 'known until'
  }
  const parts = [`#${id}`, kind, state, `${tries} tries`, `${when[state]} ${dueAt}`]
  return [parts.join('  '), ...(error ? [`  ${error}`] : [])].join('\n')
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
