import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { type Connections, NoFreeConnection } from './connections'
import {
  describeSqlError,
  failureOf,
  isUnreached,
  type SqlTrouble,
  troubleOf
} from './database-errors'
import { type Link, type SqlResult, type SqlValue, type Time } from './link'

/** Whether what is sent may be sent again when it is unknown how far the server got. */
export interface Repeatable {
  /** Twice is the same as once. */
  idempotent?: boolean
}

/** One attempt, on one connection. */
export interface Attempt {
  /** To be called before sending what the server may carry out although its answer is lost. */
  noteSent(): void
  /** When the connection last answered. */
  answeredAt: number
  send(sql: string, values: SqlValue[], stepMs?: number): Promise<SqlResult>
  /** Ends what the connection has begun, or else the connection. Never throws. */
  rollBack(): Promise<void>
}

interface AttemptState {
  isSent: boolean
  /** The errors of SQL so far, each with its statement; undefined until there is one. */
  errors?: Map<unknown, string | undefined>
}

const TRIES: Record<SqlTrouble, number> = {
  lost: 3,
  refused: 3,
  full: Infinity,
  contended: 10,
  stopped: 3,
  fault: 1
}
const LONGEST_PAUSE_MS = 300
/** Also for a deadline that has passed: the reply has some time left. */
const ROLLBACK_MS = 200

/**
 * Makes attempts until one succeeds, for as long as the next one makes sense and has time. Passes on
 * what `work` throws of its own; turns errors of SQL into Failure, as Database describes.
 */
export async function insist<T>(
  connections: Connections,
  deadline: Deadline,
  { idempotent }: Repeatable,
  work: (attempt: Attempt) => Promise<T>
): Promise<T> {
  let isNew = false
  for (let tried = 1; ; tried++) {
    const state: AttemptState = { isSent: false }
    try {
      return await attemptOnce(connections, isNew, deadline, state, work)
    } catch (error) {
      if (!state.errors?.has(error)) throw error
      const trouble = troubleOf(error)
      const detail = { ...describeSqlError(error, state.errors.get(error)), tried }
      if (trouble === 'fault') throw failureOf(error, detail)
      if (trouble === 'lost' && state.isSent && !idempotent)
        throw new Failure('OUTCOME_UNKNOWN', { detail })
      const tries = isUnreached(error) && !state.isSent ? Infinity : TRIES[trouble]
      const pauseMs = Math.min(10 + Math.random() * 50 * tried, LONGEST_PAUSE_MS)
      if (tried >= tries || deadline.atMost(1000) < pauseMs + 20)
        throw new Failure('DATABASE_UNAVAILABLE', { detail })
      isNew = trouble !== 'contended' && trouble !== 'stopped'
      await new Promise((resolve) => setTimeout(resolve, Math.round(pauseMs)))
    }
  }
}

async function attemptOnce<T>(
  connections: Connections,
  isNew: boolean,
  deadline: Deadline,
  state: AttemptState,
  work: (attempt: Attempt) => Promise<T>
): Promise<T> {
  const link = await connections.take(isNew, deadline).catch((error: unknown) => {
    if (error instanceof NoFreeConnection)
      throw new Failure('DATABASE_UNAVAILABLE', { detail: { reason: error.message } })
    noteError(state, error)
    throw error
  })
  try {
    return await work(attemptOn(link, deadline, state))
  } finally {
    connections.release(link)
  }
}

function attemptOn(link: Link, deadline: Deadline, state: AttemptState): Attempt {
  const attempt: Attempt = {
    noteSent() {
      state.isSent = true
    },
    answeredAt: link.answeredAt,
    async send(sql, values, stepMs) {
      try {
        return await link.send(sql, values, deadline, stepMs)
      } catch (error) {
        noteError(state, error, sql)
        // a procedure that was stopped has not ended its transaction
        if (troubleOf(error) === 'stopped') await attempt.rollBack()
        throw error
      }
    },
    async rollBack() {
      const soon: Time = { atMost: (ms: number) => Math.min(ms, ROLLBACK_MS) }
      if (!link.isUsable) return
      await link.send('ROLLBACK', [], soon).catch(() => {
        // unless the answer is only late: then the link waits for it
        if (link.isUsable) link.close()
      })
    }
  }
  return attempt
}

function noteError(state: AttemptState, error: unknown, sql?: string): void {
  state.errors ??= new Map()
  state.errors.set(error, sql)
}
