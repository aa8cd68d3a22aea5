import { type GatewayReply, type GatewayRequest, isForeign } from '../gateway'

/** A refusal for whoever may not read the console's pages; undefined for its own pages. */
export function refuseOthers(request: GatewayRequest): GatewayReply | undefined {
  // a page elsewhere must not read it either
  if (isForeign({ ...request, method: isNavigation(request) ? 'GET' : 'POST' }))
    return page(403, '<p>Only pages of this gateway may read this.</p>')
  if (request.method !== 'GET') return page(405, '<p>This page only shows data.</p>')
  return undefined
}

/** Following a link shows the page to a person, not to the page with the link. */
function isNavigation({ headers }: GatewayRequest): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers.origin === undefined
}

/** A page of the console. */
export function page(status: number, body: string): GatewayReply {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer'
  }
  return { status, headers, body: frame(body), source: 'gateway' }
}

function frame(body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>Data</title>
<link rel="icon" href="/_gateway/assets/icon.svg" />
<link rel="stylesheet" href="/_gateway/assets/colours.css" />
<link rel="stylesheet" href="/_gateway/assets/base.css" />
<link rel="stylesheet" href="/_gateway/assets/data.css" />
</head>
<body>
<header><h1>Data</h1> <nav class="pages"><a href="/_gateway/">Gateway</a> <a href="/_gateway/data">Tables</a> <a href="/_gateway/events">Events</a> <a href="/_gateway/files">Files</a></nav></header>
<main class="data">
${body}
</main>
</body>
</html>
`
}

/** What a cell shows; a link where it has an address. */
type Cell = string | number | { text: string; href: string }

/** A table whose cells are escaped. */
export function table(heads: string[], rows: Cell[][]): string {
  const none = `<tr><td colspan="${heads.length}">None.</td></tr>`
  const cells = (tag: string, values: Cell[]) =>
    values.map((value) => `<${tag}>${show(value)}</${tag}>`).join('')
  return `<div class="wide" tabindex="0"><table><thead><tr>${cells('th', heads)}</tr></thead><tbody>
${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n') || none}
</tbody></table></div>`
}

function show(cell: Cell): string {
  if (typeof cell !== 'object') return escapeHtml(String(cell))
  return `<a href="${escapeHtml(cell.href)}">${escapeHtml(cell.text)}</a>`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
