import './rows.css'
import './routes.css'

interface Route {
  method: string
  path: string
  operationId: string
  source: string
}

const SOURCES = ['mock', 'function', 'shadow', 'record']

const find = (selector: string) => document.querySelector<HTMLElement>(selector)!

/** Shows what answers each route of the gateway; switching a route changes environments.yaml. */
export function showRoutes(): void {
  async function refresh(): Promise<void> {
    const reply = await fetch('/_gateway/status')
    const { routes } = (await reply.json()) as { routes: Route[] }
    find('#answering').textContent = summarise(routes)
    find('#routes').replaceChildren(...routes.map((route) => drawRoute(route, switchTo)))
  }

  async function switchTo({ operationId }: Route, source: string): Promise<void> {
    const refusal = await switchRoute(operationId, source)
    await refresh()
    if (refusal) find('#answering').textContent = `切换失败：${refusal}`
  }

  refresh().catch(() => (find('#answering').textContent = '无法读取路由'))
}

/** `3 mock，1 function` */
function summarise(routes: Route[]): string {
  const counts = SOURCES.map((source) => ({
    source,
    count: routes.filter((route) => route.source === source).length
  }))
  const present = counts.filter(({ count }) => count > 0)
  return present.map(({ source, count }) => `${count} ${source}`).join('，')
}

function drawRoute(
  route: Route,
  switchTo: (route: Route, source: string) => Promise<void>
): HTMLElement {
  const label = document.createElement('label')
  const name = document.createElement('code')
  name.textContent = `${route.method} ${route.path}`
  const choice = document.createElement('select')
  choice.dataset.operation = route.operationId
  for (const source of SOURCES)
    choice.append(new Option(source, source, false, source === route.source))
  choice.addEventListener('change', () => void switchTo(route, choice.value))
  label.append(name, choice)
  return label
}

/** Resolves to the gateway's message if it refuses. */
async function switchRoute(operationId: string, source: string): Promise<string | undefined> {
  const reply = await fetch(`/_gateway/routes/${encodeURIComponent(operationId)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ source })
  })
  if (reply.ok) return undefined
  const { message } = (await reply.json().catch(() => ({}))) as { message?: string }
  return message ?? `HTTP ${reply.status}`
}
