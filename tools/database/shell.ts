import { createInterface } from 'node:readline'
import { type Connection, type FieldPacket, type RowDataPacket } from 'mysql2/promise'
import { withDatabase } from './connect'

/** Runs one statement, or several, and prints what they return. */
export async function runSql(url: string, sql: string): Promise<void> {
  await withDatabase(url, (connection) => print(connection, sql))
}

/**
 * Reads statements from standard input, each up to a semicolon at the end of a line, and prints what
 * they return. `exit`, Ctrl-C and the end of the input end it. Resolves to whether all went well.
 */
export async function runShell(url: string): Promise<boolean> {
  return withDatabase(url, async (connection) => {
    const { stdin, stdout } = process
    const lines = createInterface({ input: stdin, output: stdout, terminal: stdin.isTTY === true })
    lines.setPrompt('sql> ')
    const prompt = () => void (stdin.isTTY && lines.prompt())
    lines.on('SIGINT', () => lines.close())
    let statement = ''
    let isGood = true
    prompt()
    for await (const line of lines) {
      if (!statement && /^(exit|quit|\\q);?$/.test(line.trim())) break
      statement += `${line}\n`
      if (!/;\s*$/.test(line)) continue
      isGood = (await tryToPrint(connection, statement)) && isGood
      statement = ''
      prompt()
    }
    if (statement.trim()) isGood = (await tryToPrint(connection, statement)) && isGood
    lines.close()
    return isGood
  })
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
