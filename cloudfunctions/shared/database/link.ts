import { type Connection, type FieldPacket, type QueryResult } from 'mysql2'
import { type Deadline } from '../core/deadline'
import { isFatal } from './database-errors'

export type SqlValue = string | number | boolean | Date | Uint8Array | null

export type Time = Pick<Deadline, 'atMost'>

export type SqlResult = [result: QueryResult, fields: FieldPacket[]]

/** One connection to the server. */
export interface Link {
  /** When it last answered, by the wall clock. */
  answeredAt: number
  /** False after a late answer, until it arrives; and after an error of the connection. */
  isUsable: boolean
  /** The server had hardly any left when this one opened, so it is not kept for later. */
  isScarce: boolean
  /**
   * Runs one statement: a prepared one if it has values, so that they never become part of the SQL.
   * Throws the error of mysql2.
   */
  send(sql: string, values: SqlValue[], deadline: Time, stepMs?: number): Promise<SqlResult>
  close(): void
}

/**
 * For a statement's answer. MySQL looks once per second whether a lock has been waited for too long,
 * so its limit of one second can take almost two.
 */
const MARIADB_ANSWER_MS = 950
const MYSQL_ANSWER_MS = 1850

export const LATE = Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })

export function createLink(connection: Connection, onBack: (link: Link) => void): Link {
  const { stream } = connection as unknown as { stream: { destroy(): void } }
  const close = () => {
    link.isUsable = false
    stream.destroy()
  }
  // each command gets the error, too; one that arrives between two of them closes the link
  connection.on('error', close).on('end', close)

  let awaited = 0

  /** Until the server has answered or must have given up, the connection is at work. */
  async function abandon(answer: Promise<unknown>, atMostMs: number): Promise<void> {
    link.isUsable = false
    awaited++
    const timer = setTimeout(close, atMostMs)
    try {
      await answer.catch((error: unknown) => {
        if (isFatal(error)) throw error
      })
      // the last of several undoes what they have begun, and is awaited like them: a connection that
      // came back twice would be given to two at once
      if (awaited === 1) await ask(connection, 'ROLLBACK', [])
      awaited--
      if (awaited === 0) comeBack()
    } catch {
      close()
    } finally {
      clearTimeout(timer)
    }
  }

  function comeBack(): void {
    link.isUsable = true
    link.answeredAt = Date.now()
    onBack(link)
  }

  const link: Link = {
    answeredAt: 0,
    isUsable: true,
    isScarce: false,
    close,
    async send(sql, values, deadline, stepMs = Infinity) {
      // nothing may come between a late answer and the ROLLBACK after it
      if (!link.isUsable) throw LATE
      const patienceMs = isMariadb(connection) ? MARIADB_ANSWER_MS : MYSQL_ANSWER_MS
      const waitMs = deadline.atMost(Math.min(patienceMs, stepMs))
      const answer = ask(connection, sql, values)
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          void abandon(answer, patienceMs - waitMs)
          reject(LATE)
        }, waitMs)
      })
      try {
        const result = await Promise.race([answer, late])
        link.answeredAt = Date.now()
        return result
      } catch (error) {
        if (error !== LATE && isFatal(error)) close()
        throw error
      } finally {
        clearTimeout(timer)
      }
    }
  }
  return link
}

function isMariadb(connection: Connection): boolean {
  // mysql2 has no public name for the server's greeting
  const { _handshakePacket: shake } = connection as { _handshakePacket?: { serverVersion: string } }
  return /mariadb/i.test(shake?.serverVersion ?? '')
}

function ask(connection: Connection, sql: string, values: SqlValue[]): Promise<SqlResult> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, result: QueryResult, fields: FieldPacket[]) =>
      error ? reject(error) : resolve([result, fields])
    if (values.length === 0) connection.query(sql, done)
    else connection.execute(sql, values.map(asBuffer), done)
  })
}

/** mysql2 sends bytes as a text, in a text's charset, unless they are a Buffer's. */
function asBuffer(value: SqlValue): Exclude<SqlValue, Uint8Array> | Buffer {
  if (!(value instanceof Uint8Array) || Buffer.isBuffer(value)) return value
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
}
