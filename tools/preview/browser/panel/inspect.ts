import './inspect.css'

/** How often what is shown is read again. */
const READ_MS = 400
const MAX_LINES = 100

interface OpenPage {
  route: string
  options: object
  data: object
}

const find = (selector: string) => document.querySelector<HTMLElement>(selector)!

/** What the mini-program writes to the console, latest last. */
export function showConsole() {
  const list = find('#console ol')
  return {
    add(level: string, text: string): void {
      const line = Object.assign(document.createElement('li'), {
        className: level,
        textContent: text
      })
      list.append(line)
      if (list.children.length > MAX_LINES) list.firstElementChild?.remove()
      find('#console summary').textContent = `控制台（${list.children.length}）`
    }
  }
}

/** The data of the open pages and what the phone has stored, for as long as somebody looks. */
export function showState(phone: string): void {
  const box = document.querySelector<HTMLDetailsElement>('#state')!
  const frame = document.querySelector<HTMLIFrameElement>('.phone')!
  setInterval(() => {
    if (!box.open) return
    const inside = frame.contentWindow as unknown as { getCurrentPages?(): OpenPage[] } | null
    const pages = inside?.getCurrentPages?.() ?? []
    show(
      '#data',
      pages.map(({ route, options, data }) => [`/${route}`, { ...data, options }])
    )
    const prefix = `preview/${phone}/storage/`
    const stored = Object.entries(localStorage).filter(([key]) => key.startsWith(prefix))
    show(
      '#stored',
      stored.map(([key, text]) => [key.slice(prefix.length), JSON.parse(text as string)])
    )
  }, READ_MS)
}

function show(selector: string, entries: [string, unknown][]): void {
  const text = entries
    .map(([name, value]) => `${name} = ${JSON.stringify(value, null, 2)}`)
    .join('\n')
  const box = find(selector)
  if (box.textContent !== text) box.textContent = text || '（空）'
}
