import { type FieldPacket } from 'mysql2'

const NEWDECIMAL = 246

/**
 * Turns whole numbers that MySQL calls DECIMAL (SUM of integers, COALESCE of an unsigned column)
 * into numbers, as INT and BIGINT columns are. What a number cannot hold stays text: DECIMAL with a
 * fraction, and whole numbers beyond 2^53.
 */
export function readRows<Row>(rows: Row[], fields: FieldPacket[] = []): Row[] {
  const decimals = fields.filter(({ columnType, decimals }) => {
    return columnType === NEWDECIMAL && decimals === 0
  })
  for (const { name } of decimals)
    for (const row of rows as Record<string, unknown>[]) row[name] = readWhole(row[name])
  return rows
}

function readWhole(value: unknown): unknown {
  return Number.isSafeInteger(Number(value)) && typeof value === 'string' ? Number(value) : value
}
