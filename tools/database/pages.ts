import { escapeHtml, table } from './console-page'
import { showValue } from './show-value'
import { type Table } from './tables'

const addressOf = (name: string) => `/_gateway/data/${name}`

export function showTables(tables: { name: string; rows: number }[]): string {
  const lines = tables.map(({ name, rows }) => [{ text: name, href: addressOf(name) }, rows])
  return table(['Table', 'Rows'], lines)
}

/** Rows of a table, with links to the pages before and after. */
export function showTable(
  { name, columns }: Table,
  rows: Record<string, unknown>[],
  { number, of, total }: { number: number; of: number; total: number }
): string {
  const heads = columns.map((column) => column.name)
  const lines = rows.map((row) => columns.map((column) => showValue(column, row[column.name])))
  const link = (to: number, text: string) =>
    to >= 1 && to <= of ? `<a href="${escapeHtml(addressOf(name))}?page=${to}">${text}</a>` : ''
  return `<h2>${escapeHtml(name)}</h2>
<p class="hint">${total} rows, newest first; page ${number} of ${Math.max(of, 1)}
${link(number - 1, 'newer')} ${link(number + 1, 'older')}</p>
${table(heads, lines)}`
}
