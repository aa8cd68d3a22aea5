import { createPool, type Pool, type PoolConnection, type ResultSetHeader } from 'mysql2/promise'
import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { part } from '../parts/part'
import { databaseSettings } from '../settings/sections'
import { describeSqlError, isContended, isFull, isLost } from './database-errors'

export type SqlValue = string | number | Date | Buffer | null

/** Values by parameter, in the procedure's order: test/sql compares the names. */
type ProcedureValues = Record<string, SqlValue>

export interface Database {
  /** Makes sure that a connection is open. Throws Failure DATABASE_UNAVAILABLE. */
  ready(deadline: Deadline): Promise<void>
  /**
   * Runs one statement, which must be idempotent: after a lost connection it is sent again, on a
   * new one. Throws Failure DATABASE_UNAVAILABLE, or SERVER_ERROR when a retry would not help.
   */
  run<Row>(sql: string, values: SqlValue[], deadline: Deadline): Promise<Row[]>
  /** The same for a statement that writes. Returns the number of rows affected. */
  change(sql: string, values: SqlValue[], deadline: Deadline): Promise<number>
  /** Calls a procedure, under the rules of run, and returns the rows that it selects. */
  call<Row>(procedure: string, values: ProcedureValues, deadline: Deadline): Promise<Row[]>
  end(): Promise<void>
}

const CONNECT_MS = 1000
const QUERY_MS = 800
const TRIES = 3
/** A connection that answered within this time is taken to be open. */
const TRUSTED_MS = 1000
/** After this long it is replaced: it may have been closed while the instance was frozen. */
const STALE_MS = 20_000

/** Opens its pool on first use; an instance keeps it from one call to the next. */
export const database = part({
  settings: databaseSettings,
  needs: {},
  make(_parts, { url, connections }): Database {
    let pool: Pool | undefined
    const answeredAt = new WeakMap<object, number>()

    function take(deadline: Deadline): Promise<PoolConnection> {
      pool ??= createPool({
        uri: url,
        connectionLimit: connections,
        connectTimeout: CONNECT_MS,
        timezone: 'Z',
        charset: 'utf8mb4',
        stringifyObjects: true
      })
      const connecting = pool.getConnection()
      // mysql2 has no deadline for a pool whose connections are all in use
      return new Promise((resolve, reject) => {
        let late = false
        const timer = setTimeout(() => {
          late = true
          reject(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' }))
        }, deadline.atMost(CONNECT_MS))
        connecting.then((c) => (late ? c.release() : resolve(c)), reject)
        void connecting.catch(() => undefined).finally(() => clearTimeout(timer))
      })
    }

    /** @param isNew after a failure, only a connection that was never used is trusted */
    async function acquire(isNew: boolean, deadline: Deadline): Promise<PoolConnection> {
      for (;;) {
        const connection = await take(deadline)
        const answered = answeredAt.get(connection.connection)
        if (answered === undefined) return connection
        // the wall clock, because it advances while the instance is frozen
        if (!isNew && Date.now() - answered < STALE_MS) return connection
        connection.destroy()
      }
    }

    async function use<T>(
      isNew: boolean,
      deadline: Deadline,
      work: (connection: PoolConnection) => Promise<T>
    ): Promise<T> {
      const connection = await acquire(isNew, deadline)
      try {
        const result = await work(connection)
        answeredAt.set(connection.connection, Date.now())
        connection.release()
        return result
      } catch (error) {
        if (isLost(error)) connection.destroy()
        else connection.release()
        throw error
      }
    }

    async function insist<T>(
      deadline: Deadline,
      work: (connection: PoolConnection) => Promise<T>
    ): Promise<T> {
      for (let tried = 1; ; tried++)
        try {
          return await use(tried > 1, deadline, work)
        } catch (error) {
          if (error instanceof Failure) throw error
          const detail = describeSqlError(error)
          const mayPass = isLost(error) || isFull(error) || isContended(error)
          if (!mayPass) throw new Failure('SERVER_ERROR', { detail })
          const pauseMs = 10 + Math.random() * 50 * tried
          const isOver = isFull(error) ? false : tried === TRIES
          if (isOver || deadline.atMost(1000) < pauseMs + 20)
            throw new Failure('DATABASE_UNAVAILABLE', { detail: { ...detail, tried } })
          await new Promise((resolve) => setTimeout(resolve, pauseMs))
        }
    }

    function send(sql: string, values: SqlValue[], deadline: Deadline): Promise<unknown> {
      return insist(deadline, async (connection) => {
        const timeout = deadline.atMost(QUERY_MS)
        const [result] = await connection.query({ sql, values, timeout })
        return result
      })
    }

    return {
      ready: (deadline) =>
        insist(deadline, async (connection) => {
          const answered = answeredAt.get(connection.connection)
          if (answered === undefined || Date.now() - answered < TRUSTED_MS) return
          await connection.query({ sql: 'DO 0', timeout: deadline.atMost(QUERY_MS) })
        }),
      run: <Row>(sql: string, values: SqlValue[], deadline: Deadline) =>
        send(sql, values, deadline) as Promise<Row[]>,
      change: async (sql, values, deadline) => {
        const { affectedRows } = (await send(sql, values, deadline)) as ResultSetHeader
        return affectedRows
      },
      call: async <Row>(procedure: string, values: ProcedureValues, deadline: Deadline) => {
        const sql = `CALL ${procedure}(${Object.keys(values)
          .map(() => '?')
          .join()})`
        const result = await send(sql, Object.values(values), deadline)
        // rows and a status, or the status alone
        return (Array.isArray(result) ? result[0] : []) as Row[]
      },
      end: async () => pool?.end()
    }
  },
  warmUp: (made, deadline) => made.ready(deadline)
})
