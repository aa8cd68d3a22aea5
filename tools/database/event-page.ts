import { type Connection } from 'mysql2/promise'
import { table } from './console-page'
import { countEvents, listEvents } from './events'

/** The console's page "events": what waits, what failed, and the commands for it. */
export async function showEvents(connection: Connection): Promise<string> {
  const counts = await countEvents(connection)
  const rows = await listEvents(connection)
  const kinds = counts.map(({ kind, state, count, oldest }) => [kind, state, count, oldest])
  const open = rows.map((row) => [
    row.id,
    row.kind,
    row.is_claimed ? 'in progress' : row.state,
    row.tries,
    row.due_at,
    row.error ?? ''
  ])
  return `<h2>Events</h2>
<p class="hint">Work for later. <code>npm run cli -- events retry --parked</code> retries parked events;
<code>show ID</code> has the payload.</p>
${table(['Kind', 'State', 'Number', 'Oldest'], kinds)}
<h2>Not done</h2>
${table(['Id', 'Kind', 'State', 'Tries', 'Due', 'Last error'], open)}`
}
