/**
 * A launcher in a process of its own, for tests that interrupt or kill it. Starts a server in the
 * folder that is its argument, or in a throw-away one. Prints the folder, its progress and finally
 * the URL. Exits without stopping the server as soon as it gets any input.
 */
import { stopOnSignal } from '../../../tools/common/signals'
import { startMysql, throwAwayDir } from '../../../tools/mysql'

const print = (line: string) => process.stdout.write(`${line}\n`)

async function main(dir?: string): Promise<void> {
  process.stdin.once('data', () => process.exit(3))
  dir ??= await throwAwayDir()
  print(dir)
  const server = await startMysql({ dir, onProgress: print })
  stopOnSignal(() => server.stop())
  print(server.url)
}

main(process.argv[2]).catch((error: Error) => print(`failed: ${error.message}`))
