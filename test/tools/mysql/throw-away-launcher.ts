import { startMysql, throwAwayDir } from '../../../tools/mysql'

// A launcher with a throw-away folder, in a process of its own, for a test that kills it: says the folder, then the URL.
async function main(): Promise<void> {
  const dir = await throwAwayDir()
  process.stdout.write(`${dir}\n`)
  const { url } = await startMysql({ dir })
  process.stdout.write(`${url}\n`)
}

main().catch((error: Error) => process.stdout.write(`failed: ${error.message}\n`))
