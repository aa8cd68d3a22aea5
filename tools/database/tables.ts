import { type Connection, type RowDataPacket } from 'mysql2/promise'
import { type Column } from './show-value'

export interface Table {
  name: string
  columns: Column[]
  /** What its newest rows are found by. */
  order: string[]
}

/** The tables of the connection's database, by name. */
export async function listTables(connection: Connection): Promise<Table[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT c.TABLE_NAME AS \`table\`, c.COLUMN_NAME AS name, c.DATA_TYPE AS type,
            c.COLUMN_KEY = 'PRI' AS isKey
     FROM information_schema.COLUMNS c
     JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME)
     WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE'
     ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`
  )
  const all = rows as ColumnRow[]
  return [...new Set(all.map(({ table }) => table))].map((name) => {
    const columns = all.filter(({ table }) => table === name)
    return { name, columns, order: orderOf(columns) }
  })
}

type ColumnRow = Column & { table: string; isKey: 0 | 1 }

/** The time of creation, else any first time, and the primary key. */
function orderOf(columns: ColumnRow[]): string[] {
  const times = columns.filter(({ type }) => /^(datetime|timestamp)$/.test(type))
  const time = times.find(({ name }) => /creat|appl/.test(name)) ?? times[0]
  const keys = columns.filter(({ isKey }) => isKey)
  return [...(time ? [time.name] : []), ...keys.map(({ name }) => name)]
}

export async function countRows(connection: Connection, table: string): Promise<number> {
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS rows_there FROM ??', [
    table
  ])
  return Number(row?.rows_there)
}

/** Rows from the newest on. */
export async function readRows(
  connection: Connection,
  { name, order }: Table,
  { offset, limit }: { offset: number; limit: number }
): Promise<Record<string, unknown>[]> {
  const by = order.length ? `ORDER BY ${order.map(() => '?? DESC').join(', ')}` : ''
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT * FROM ?? ${by} LIMIT ? OFFSET ?`,
    [name, ...order, limit, offset]
  )
  return rows
}
