import { type ConnectionOptions, createConnection } from 'mysql2'
import { type Connection } from 'mysql2/promise'

/**
 * Connects, does `work` and disconnects; rejects when that takes longer than `timeoutMs` in all.
 */
export async function withConnection<T>(
  options: ConnectionOptions,
  timeoutMs: number,
  work: (connection: Connection) => Promise<T>
): Promise<T> {
  const connection = createConnection({ ...options, connectTimeout: timeoutMs })
  let timer: NodeJS.Timeout | undefined
  const failed = new Promise<never>((_, reject) => {
    connection.on('error', reject)
    const late = Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: 'ETIMEDOUT' })
    timer = setTimeout(() => reject(late), timeoutMs)
  })
  try {
    return await Promise.race([work(connection.promise()), failed])
  } finally {
    clearTimeout(timer)
    connection.destroy()
  }
}
