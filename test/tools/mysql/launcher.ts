import { startMysql } from '../../../tools/mysql'

// A launcher in a process of its own, for tests that kill it: says what it does, a line each, the URL last;
// ends without stopping its server at the first input.
const say = (line: string) => process.stdout.write(`${line}\n`)

startMysql({ dir: process.argv[2] ?? '', onProgress: say }).then(
  ({ url }) => say(url),
  (error: Error) => say(`failed: ${error.message}`)
)
process.stdin.once('data', () => process.exit(3))
