import { createPool, type PoolConnection } from 'mysql2/promise'
import { type GatewayReply, type GatewayRequest, type OwnPages } from '../gateway'
import { page, refuseOthers } from './console-page'
import { showEvents } from './event-page'
import { showTable, showTables } from './pages'
import { countRows, listTables, readRows } from './tables'

const ROWS_PER_PAGE = 50
const CONNECTIONS = 2

type Show = (connection: PoolConnection) => Promise<GatewayReply>

interface DataPages extends OwnPages {
  stop(): Promise<void>
}

/** The console's pages "data" and "events": read-only, newest first, secrets masked. */
export function createDataPages(databaseUrl: string): DataPages {
  const pool = createPool({
    uri: databaseUrl,
    connectionLimit: CONNECTIONS,
    dateStrings: true,
    charset: 'utf8mb4_unicode_ci'
  })

  async function answer(request: GatewayRequest, show: Show): Promise<GatewayReply> {
    const refused = refuseOthers(request)
    if (refused) return refused
    try {
      return await read(show)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'no error code'
      return page(503, `<p>The database cannot be read (${code.replace(/\W/g, '')}).</p>`)
    }
  }

  async function read(show: Show): Promise<GatewayReply> {
    const connection = await pool.getConnection()
    try {
      await connection.query('START TRANSACTION READ ONLY')
      return await show(connection)
    } finally {
      await connection.query('ROLLBACK').catch(() => undefined)
      connection.release()
    }
  }

  const showData =
    (name: string, number: number): Show =>
    async (connection) => {
      const tables = await listTables(connection)
      if (!name) {
        const counts = []
        for (const table of tables)
          counts.push({ name: table.name, rows: await countRows(connection, table.name) })
        return page(200, showTables(counts))
      }
      const table = tables.find((each) => each.name === name)
      if (!table) return page(404, '<p>There is no such table.</p>')
      const range = { offset: (number - 1) * ROWS_PER_PAGE, limit: ROWS_PER_PAGE }
      const rows = await readRows(connection, table, range)
      const total = await countRows(connection, name)
      return page(
        200,
        showTable(table, rows, { number, of: Math.ceil(total / ROWS_PER_PAGE), total })
      )
    }

  return {
    handle(request) {
      if (request.path === '/_gateway/events')
        return answer(request, async (connection) => page(200, await showEvents(connection)))
      const [path, name = ''] = /^\/_gateway\/data(?:\/(\w*))?$/.exec(request.path) ?? []
      const number = Math.max(1, Number.parseInt(pageOf(request), 10) || 1)
      return path === undefined ? undefined : answer(request, showData(name, number))
    },
    stop: () => pool.end()
  }
}

function pageOf({ rawQuery }: GatewayRequest): string {
  return new URLSearchParams(rawQuery).get('page') ?? '1'
}
