import { find, make } from './dom'

interface Route {
  method: string
  path: string
  operationId: string
  source: string
}

const SOURCES = ['mock', 'function', 'shadow', 'record']

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
  const count = (source: string) => routes.filter((route) => route.source === source).length
  const present = SOURCES.filter((source) => count(source) > 0)
  return present.map((source) => `${count(source)} ${source}`).join('，')
}

function drawRoute(
  route: Route,
  switchTo: (route: Route, source: string) => Promise<void>
): HTMLElement {
  const choice = make('select', {}, ...SOURCES.map((source) => new Option(source)))
  choice.value = route.source
  choice.dataset.operation = route.operationId
  choice.addEventListener('change', () => void switchTo(route, choice.value))
  return make('label', {}, make('code', {}, `${route.method} ${route.path}`), choice)
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
