/** Lines of columns; the last one is cut where a line would be longer than `width`. */
export function formatTable(rows: string[][], width = 100): string[] {
  const widths = (rows[0] ?? []).map((_cell, i) =>
    Math.max(...rows.map((row) => row[i]?.length ?? 0))
  )
  return rows.map((row) => {
    const line = row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')
    return `  ${line}`.trimEnd().slice(0, width)
  })
}
