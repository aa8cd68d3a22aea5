import { createConnection, type ConnectionOptions } from 'mysql2'
import type { Connection } from 'mysql2/promise'

/** Connects, does `work`, disconnects; rejects when all of it together takes longer than `timeoutMs`. */
export async function withConnection<T>(
  options: ConnectionOptions,
  timeoutMs: number,
  work: (connection: Connection) => Promise<T>
): Promise<T> {
  const connection = createConnection({ ...options, connectTimeout: timeoutMs })
  let timer: NodeJS.Timeout | undefined
  const failed = new Promise<never>((_, reject) => {
    connection.on('error', reject)
    timer = setTimeout(() => reject(timeout(timeoutMs)), timeoutMs)
  })
  try {
    return await Promise.race([work(connection.promise()), failed])
  } finally {
    clearTimeout(timer)
    connection.destroy()
  }
}

function timeout(timeoutMs: number): Error {
  const error = new Error(`no answer within ${timeoutMs / 1000} s`)
  return Object.assign(error, { code: 'ETIMEDOUT' })
}
