import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startMysql } from './index'

const usage = `usage: node --require tsx/cjs tools/mysql/start.ts [--dir DIR]

Starts a private MySQL or MariaDB server on 127.0.0.1, prints its URL, and stops it at Ctrl-C.

  --dir DIR   keep the data there (default: .local/mysql of the project)
  --help      show this

MYSQLD=/path/to/mysqld chooses the server program.`

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string', default: join(__dirname, '..', '..', '.local', 'mysql') },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) return console.log(usage)

  const stopping = new AbortController()
  const { signal } = stopping
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => stopping.abort())

  const onProgress = (line: string) => console.error(line)
  const server = await startMysql({ dir: resolve(values.dir), onProgress, signal }).catch(
    (error) => {
      if (!signal.aborted) throw error
    }
  )
  if (!server) return
  console.log(server.url)
  console.error(`${server.description}. Ctrl-C stops it.`)
  // what the exit code is if the server ends unasked, and nothing is left to wait for
  process.exitCode = 1
  if (!signal.aborted) await once(signal, 'abort')
  await server.stop()
  process.exitCode = 0
}
