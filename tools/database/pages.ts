import { showValue } from './show-value'
import { type Table } from './tables'

export function showTables(tables: { name: string; rows: number }[]): string {
  const items = tables.map(
    ({ name, rows }) =>
      `<tr><td><a href="/_gateway/data/${escapeHtml(name)}">${escapeHtml(name)}</a></td><td>${rows}</td></tr>`
  )
  return `<table><thead><tr><th>Table</th><th>Rows</th></tr></thead><tbody>
${items.join('\n')}
</tbody></table>`
}

/** Rows of a table, with links to the pages before and after. */
export function showTable(
  { name, columns }: Table,
  rows: Record<string, unknown>[],
  { number, of, total }: { number: number; of: number; total: number }
): string {
  const head = columns.map((column) => `<th>${escapeHtml(column.name)}</th>`).join('')
  const lines = rows.map((row) => {
    const cells = columns.map(
      (column) => `<td>${escapeHtml(showValue(column, row[column.name]))}</td>`
    )
    return `<tr>${cells.join('')}</tr>`
  })
  const link = (to: number, text: string) =>
    to >= 1 && to <= of ? `<a href="/_gateway/data/${escapeHtml(name)}?page=${to}">${text}</a>` : ''
  return `<h2>${escapeHtml(name)}</h2>
<p class="hint">${total} rows, newest first; page ${number} of ${Math.max(of, 1)}
${link(number - 1, 'newer')} ${link(number + 1, 'older')}</p>
<div class="wide" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>
${lines.join('\n')}
</tbody></table></div>`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
