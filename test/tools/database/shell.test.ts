import { PassThrough } from 'node:stream'
import { runShell } from '../../../tools/database/shell'
import { createDatabase, type TestDatabase } from '../../support/database'

const CTRL_C = '\x03'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
  await database.query('CREATE TABLE teas (id INT PRIMARY KEY)')
  await database.query('INSERT INTO teas VALUES (1)')
})
afterAll(() => database.drop())

/** A shell at a terminal; `sees` waits for what it shows next. */
function openShell() {
  const [input, output] = [new PassThrough(), new PassThrough()]
  let shown = ''
  output.on('data', (data: Buffer) => (shown += data.toString()))
  const ended = runShell(database.url, { input, output, isTerminal: true })
  return {
    type: (keys: string) => void input.write(keys),
    async sees(text: string) {
      while (!shown.includes(text)) await new Promise((resolve) => output.once('data', resolve))
      shown = shown.slice(shown.indexOf(text) + text.length)
    },
    ended
  }
}

it('does not run at Ctrl-C what is typed but not ended, and ends at the next one', async () => {
  const shell = openShell()
  await shell.sees('sql> ')
  shell.type('DELETE FROM teas\rWHERE')
  await shell.sees('WHERE')
  // the shell has read the first line by then
  await new Promise(setImmediate)
  shell.type(CTRL_C)
  await shell.sees('sql> ')
  shell.type(CTRL_C)
  expect(await shell.ended).toBe(true)
  expect(await database.query('SELECT id FROM teas')).toEqual([{ id: 1 }])
})

it('stops the statement that runs at Ctrl-C, and reads on', async () => {
  const shell = openShell()
  await shell.sees('sql> ')
  const startedAt = performance.now()
  shell.type('SELECT SLEEP(20);\r')
  const isAtWork = async () => {
    const running = await database.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP%'"
    )
    return running[0]?.n === 1
  }
  while (!(await isAtWork())) await new Promise(setImmediate)
  shell.type(CTRL_C)
  await shell.sees('sql> ')
  expect(performance.now() - startedAt).toBeLessThan(19_000)
  shell.type('exit\r')
  await shell.ended
})
