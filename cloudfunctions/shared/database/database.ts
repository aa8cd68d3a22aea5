import { type ResultSetHeader } from 'mysql2'
import { type Deadline } from '../core/deadline'
import { part } from '../parts/part'
import { databaseSettings } from '../settings/sections'
import { createConnections } from './connections'
import { insist, type Repeatable } from './insist'
import { type SqlResult, type SqlValue } from './link'
import { readRows } from './read-rows'
import { runTransaction, type Transaction, type TransactionOptions } from './transaction'

export { isDuplicate } from './database-errors'
export { type Repeatable } from './insist'
export { type SqlValue } from './link'
export { type Transaction } from './transaction'

/** Values by parameter, in the procedure's order: test/sql compares the names. */
export type ProcedureValues = Record<string, SqlValue>

/**
 * Statements are prepared: a value never becomes part of the SQL. All methods throw Failure:
 * DATABASE_UNAVAILABLE (nothing was done, send the request again), OUTCOME_UNKNOWN (the connection
 * was lost while the server was at work, and a second time might do it twice), SERVER_MISCONFIGURED,
 * or SERVER_ERROR when a retry would not help.
 *
 * What a row contains: INT, BIGINT and whole DECIMAL (SUM, COALESCE) are numbers; DECIMAL with a
 * fraction and whole numbers beyond 2^53 are text; DATETIME is a Date (UTC); BINARY is a Buffer.
 */
export interface Database {
  /** Makes sure that a connection is open. */
  ready(deadline: Deadline): Promise<void>
  /** Runs one statement and returns its rows. A SELECT may be sent again after a lost connection. */
  run<Row>(
    sql: string,
    values: SqlValue[],
    deadline: Deadline,
    repeatable?: Repeatable
  ): Promise<Row[]>
  /** Runs one statement that writes. Returns the number of rows that it matched. */
  change(
    sql: string,
    values: SqlValue[],
    deadline: Deadline,
    repeatable?: Repeatable
  ): Promise<number>
  /** Calls a procedure and returns the rows that it selects. */
  call<Row>(
    procedure: string,
    values: ProcedureValues,
    deadline: Deadline,
    repeatable?: Repeatable
  ): Promise<Row[]>
  /**
   * Runs `work` between START TRANSACTION and COMMIT, and returns what it returns. When it throws,
   * nothing is written, and its error is thrown. After a deadlock, a lock that was held too long or
   * a connection that was lost before the commit, all of it runs again, so it should do nothing but
   * SQL. Work that does no harm twice says so with `idempotent`: then it also runs again when the
   * answer to the commit was lost, which is OUTCOME_UNKNOWN otherwise.
   */
  transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    deadline: Deadline,
    options?: Repeatable & TransactionOptions
  ): Promise<T>
  end(): Promise<void>
}

/** A connection that answered within this time is taken to be open. */
const TRUSTED_MS = 1000
/** A server answers `DO 0` at once, or not at all. */
const PING_MS = 500

/** Opens its connections on first use; an instance keeps them from one call to the next. */
export const database = part({
  settings: databaseSettings,
  needs: {},
  make(_parts, { url, connections: limit }): Database {
    const connections = createConnections(url, limit)

    function send(
      sql: string,
      values: SqlValue[],
      deadline: Deadline,
      { idempotent = false }: Repeatable = {}
    ): Promise<SqlResult> {
      return insist(connections, deadline, { idempotent }, (attempt) => {
        attempt.noteSent()
        return attempt.send(sql, values)
      })
    }

    return {
      ready: (deadline) =>
        insist(connections, deadline, { idempotent: true }, async (attempt) => {
          if (Date.now() - attempt.answeredAt < TRUSTED_MS) return
          await attempt.send('DO 0', [], PING_MS)
        }),
      async run<Row>(sql: string, values: SqlValue[], deadline: Deadline, given?: Repeatable) {
        const repeatable = given ?? { idempotent: /^\s*SELECT\b/i.test(sql) }
        return rowsOf<Row>(await send(sql, values, deadline, repeatable))
      },
      change: async (sql, values, deadline, repeatable) =>
        changedBy(await send(sql, values, deadline, repeatable)),
      call: async <Row>(
        procedure: string,
        values: ProcedureValues,
        deadline: Deadline,
        repeatable?: Repeatable
      ) => selectedBy<Row>(await send(...callOf(procedure, values), deadline, repeatable)),
      transaction: (work, deadline, options = {}) =>
        insist(connections, deadline, options, (attempt) =>
          runTransaction(attempt, deadline, options, ({ send, afterCommit }) =>
            work({
              run: async <Row>(sql: string, values: SqlValue[] = []) =>
                rowsOf<Row>(await send(sql, values)),
              change: async (sql, values = []) => changedBy(await send(sql, values)),
              call: async <Row>(procedure: string, values: ProcedureValues) =>
                selectedBy<Row>(await send(...callOf(procedure, values))),
              afterCommit
            })
          )
        ),
      end: () => connections.end()
    }
  },
  warmUp: (made, deadline) => made.ready(deadline)
})

function callOf(procedure: string, values: ProcedureValues): [sql: string, values: SqlValue[]] {
  const marks = Object.keys(values).map(() => '?')
  return [`CALL ${procedure}(${marks.join()})`, Object.values(values)]
}

function rowsOf<Row>([rows, fields]: SqlResult): Row[] {
  return Array.isArray(rows) ? readRows(rows as Row[], fields) : []
}

/** A procedure sends rows and a status, or the status alone. */
function selectedBy<Row>([result, fields]: SqlResult): Row[] {
  const [rows, first] = Array.isArray(result) ? [result[0], fields?.[0]] : [[], []]
  return readRows(rows as unknown as Row[], first as never)
}

function changedBy([result]: SqlResult): number {
  return (result as ResultSetHeader).affectedRows
}
