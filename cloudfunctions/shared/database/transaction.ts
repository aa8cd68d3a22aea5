import { type Deadline, withinDeadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { describeSqlError, failureOf, troubleOf } from './database-errors'
import { type Attempt } from './insist'
import { type SqlResult, type SqlValue } from './link'

/** Statements of one transaction, which share its connection and its deadline. */
export interface Transaction {
  run<Row>(sql: string, values?: SqlValue[]): Promise<Row[]>
  change(sql: string, values?: SqlValue[]): Promise<number>
  call<Row>(procedure: string, values: Record<string, SqlValue>): Promise<Row[]>
  /** Calls this when it has been committed, and only then; it must neither wait nor throw. */
  afterCommit(act: () => void): void
}

export interface TransactionOptions {
  /** Rows that it reads are not locked against others' inserts beside them, and may change. */
  readCommitted?: boolean
}

interface Sender {
  send(sql: string, values: SqlValue[]): Promise<SqlResult>
  afterCommit(act: () => void): void
}

/** Commits what `work` has done, or rolls it back and throws. One attempt. */
export async function runTransaction<T>(
  attempt: Attempt,
  deadline: Deadline,
  { readCommitted = false }: TransactionOptions,
  work: (sender: Sender) => Promise<T>
): Promise<T> {
  let isOpen = true
  const afterwards: (() => void)[] = []
  // an error after which the server has undone more than one statement, even if `work` catches it
  let broken: { error: unknown } | undefined

  async function send(sql: string, values: SqlValue[]): Promise<SqlResult> {
    if (!isOpen) throw new Error('this transaction has ended: await each of its statements')
    try {
      return await attempt.send(sql, values)
    } catch (error) {
      if (troubleOf(error) === 'fault') throw failureOf(error, describeSqlError(error, sql))
      broken ??= { error }
      throw error
    }
  }

  try {
    if (readCommitted) await send('SET TRANSACTION ISOLATION LEVEL READ COMMITTED', [])
    await send('START TRANSACTION', [])
    const done = await withinDeadline(
      work({ send, afterCommit: (act) => void afterwards.push(act) }).then((value) => ({ value })),
      deadline
    )
    if (broken) throw broken.error
    if (!done)
      throw new Failure('DATABASE_UNAVAILABLE', { detail: { reason: 'transaction too long' } })
    isOpen = false
    attempt.noteSent()
    await attempt.send('COMMIT', [])
    for (const act of afterwards) act()
    return done.value
  } catch (error) {
    isOpen = false
    await attempt.rollBack()
    throw broken ? broken.error : error
  }
}
