import { createInterface } from 'node:readline'
import { type Connection, type FieldPacket, type RowDataPacket } from 'mysql2/promise'
import { withDatabase } from './connect'

/** Runs one statement, or several, and prints what they return. */
export async function runSql(url: string, sql: string): Promise<void> {
  await withDatabase(url, (connection) => print(connection, sql))
}

interface Terminal {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  isTerminal: boolean
}

const STANDARD: Terminal = {
  input: process.stdin,
  output: process.stdout,
  isTerminal: process.stdin.isTTY === true
}

/**
 * Reads statements, each up to a semicolon at the end of a line, and prints what they return. Ctrl-C
 * stops the statement that runs, else drops what is typed, else ends the shell, as do `exit` and the
 * end of the input. Resolves to whether all went well.
 */
export async function runShell(url: string, terminal = STANDARD): Promise<boolean> {
  const { input, output, isTerminal } = terminal
  return withDatabase(url, async (connection) => {
    const lines = createInterface({ input, output, terminal: isTerminal })
    lines.setPrompt('sql> ')
    const prompt = () => void (isTerminal && lines.prompt())
    let statement = ''
    let isRunning = false
    let isGood = true
    lines.on('SIGINT', () => {
      if (isRunning) return void stopStatement(url, connection)
      if (!statement && !lines.line) return lines.close()
      statement = ''
      output.write('^C\n')
      // forgets the line, too
      lines.write(null, { ctrl: true, name: 'e' })
      lines.write(null, { ctrl: true, name: 'u' })
      prompt()
    })
    const runStatement = async () => {
      isRunning = true
      isGood = (await tryToPrint(connection, statement)) && isGood
      isRunning = false
      statement = ''
    }
    prompt()
    for await (const line of lines) {
      if (!statement && /^(exit|quit|\\q);?$/.test(line.trim())) break
      statement += `${line}\n`
      if (!/;\s*$/.test(line)) continue
      await runStatement()
      prompt()
    }
    // what a person has not ended with a semicolon is not meant yet
    if (statement.trim() && !isTerminal) await runStatement()
    lines.close()
    return isGood
  })
}

async function stopStatement(url: string, { threadId }: Connection): Promise<void> {
  await withDatabase(url, (other) => other.query(`KILL QUERY ${threadId}`)).catch(() => undefined)
}

async function tryToPrint(connection: Connection, sql: string): Promise<boolean> {
  try {
    await print(connection, sql)
    return true
  } catch (error) {
    console.error((error as Error).message)
    return false
  }
}

async function print(connection: Connection, sql: string): Promise<void> {
  const [result, fields] = await connection.query(sql)
  const isRows = (value: unknown): value is RowDataPacket[] => Array.isArray(value)
  // several statements have several results
  const several = isRows(result) && Array.isArray((fields as unknown[])[0])
  const results = several
    ? result.map((each, i) => [each, (fields as unknown[])[i]])
    : [[result, fields]]
  for (const [rows, columns] of results)
    if (isRows(rows)) printRows(rows, columns as FieldPacket[])
    else console.log(`${(rows as { affectedRows?: number })?.affectedRows ?? 0} rows changed`)
}

function printRows(rows: RowDataPacket[], columns: FieldPacket[]): void {
  const shown = rows.map((row) =>
    Object.fromEntries(columns.map(({ name }) => [name, textOf(row[name])]))
  )
  if (rows.length) console.table(shown)
  console.log(`${rows.length} rows`)
}

function textOf(value: unknown): unknown {
  return Buffer.isBuffer(value) ? `0x${value.toString('hex')}` : value
}
