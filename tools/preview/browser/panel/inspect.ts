import { find, make } from './dom'

/** How often what is shown is read again. */
const READ_MS = 400
const MAX_LINES = 100

interface OpenPage {
  route: string
  options: object
  data: object
}

/** What the mini-program writes to the console, latest last. */
export function showConsole() {
  const list = find('#console ol')
  return {
    add(level: string, text: string): void {
      list.append(make('li', { className: level }, text))
      if (list.children.length > MAX_LINES) list.firstElementChild?.remove()
      find('#console summary').textContent = `控制台（${list.children.length}）`
    }
  }
}

/** The data of the open pages and what the phone has stored, for as long as somebody looks. */
export function showState(phone: string): void {
  const [box, frame] = [find<HTMLDetailsElement>('#state'), find<HTMLIFrameElement>('.phone')]
  setInterval(() => {
    if (!box.open) return
    const inside = frame.contentWindow as unknown as { getCurrentPages?(): OpenPage[] } | null
    const pages = inside?.getCurrentPages?.() ?? []
    const write = (name: string, value: unknown) => `${name} = ${JSON.stringify(value, null, 2)}`
    show(
      '#data',
      pages.map(({ route, options, data }) => write(`/${route}`, { ...data, options }))
    )
    const prefix = `preview/${phone}/storage/`
    const stored = Object.entries(localStorage).filter(([key]) => key.startsWith(prefix))
    show(
      '#stored',
      stored.map(([key, text]) => write(key.slice(prefix.length), JSON.parse(text as string)))
    )
  }, READ_MS)
}

function show(selector: string, lines: string[]): void {
  const [box, text] = [find(selector), lines.join('\n') || '（空）']
  if (box.textContent !== text) box.textContent = text
}
