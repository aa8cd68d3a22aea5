import { type Connection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise'

/** A row of the table `events`, where work for later is kept (docs/events.md). */
export interface EventRow {
  id: string
  kind: string
  state: 'waiting' | 'parked' | 'done'
  tries: number
  /** Of a waiting one: when it is due, or when its claim ends. */
  due_at: string
  created_at: string
  error: string | null
  is_claimed: number
}

interface KindCount {
  kind: string
  state: EventRow['state']
  count: number
  oldest: string
}

export interface EventFilter {
  kind?: string
  state?: string
}

const MOST = 50
const COLUMNS = 'id, kind, state, tries, due_at, created_at, error, claim IS NOT NULL AS is_claimed'

/** How many there are of each kind. */
export async function countEvents(connection: Connection): Promise<KindCount[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT kind, state, COUNT(*) AS count, MIN(created_at) AS oldest FROM events
     GROUP BY kind, state ORDER BY kind, state`
  )
  return rows.map((row) => ({ ...(row as KindCount), count: Number(row.count) }))
}

/** The newest that are not done, or those that the filter names. */
export async function listEvents(
  connection: Connection,
  { kind, state }: EventFilter = {}
): Promise<EventRow[]> {
  const where = [
    state ? 'state = ?' : "state IN ('waiting', 'parked')",
    ...(kind ? ['kind = ?'] : [])
  ]
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT ${COLUMNS} FROM events WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT ${MOST}`,
    [state, kind].filter(Boolean)
  )
  return rows as EventRow[]
}

/** One with its key and payload; undefined when there is none. */
export async function findEvent(
  connection: Connection,
  id: string
): Promise<(EventRow & { event_key: string; payload: string | null }) | undefined> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT ${COLUMNS}, event_key, payload FROM events WHERE id = ?`,
    [id]
  )
  return rows[0] as (EventRow & { event_key: string; payload: string | null }) | undefined
}

/** Makes events due now, as if they had never been tried; all parked ones without `ids`. */
export function retryEvents(connection: Connection, ids?: string[]): Promise<number> {
  const which = ids ? "id IN (?) AND state <> 'done'" : "state = 'parked'"
  return change(
    connection,
    `UPDATE events SET state = 'waiting', tries = 0, is_suspect = FALSE, claim = NULL,
       due_at = UTC_TIMESTAMP(3) WHERE ${which}`,
    ids
  )
}

/** Deletes events that are not done; all parked ones without `ids`. */
export function dropEvents(connection: Connection, ids?: string[]): Promise<number> {
  const which = ids ? "id IN (?) AND state <> 'done'" : "state = 'parked'"
  return change(connection, `DELETE FROM events WHERE ${which}`, ids)
}

async function change(connection: Connection, sql: string, ids?: string[]): Promise<number> {
  const [result] = await connection.query<ResultSetHeader>(sql, ids ? [ids] : [])
  return result.affectedRows
}
