/** One call of a function that ran. */
export interface Run {
  functionName: string
  /** The one that ran, whatever alias was called */
  version: string
  requestId: string
  startedAt: Date
  ms: number
  hasFailed: boolean
  returned: string
}

/** One line that CLS would have. */
export interface LogLine {
  at: Date
  functionName: string
  version: string
  requestId: string
  /** Platform: what SCF says about a call; Custom: what the function has written */
  type: 'Platform' | 'Custom'
  message: string
}

/** More is forgotten, the oldest first. */
const KEPT = 20_000

/** Adds to a list that does not grow for ever. */
export function note<Item>(list: Item[], item: Item): void {
  list.push(item)
  if (list.length > KEPT) list.shift()
}

/** Reads a line of the local SCF runtime, as CLS would keep it. */
export function readLine(functionName: string, version: string, line: string): LogLine {
  const rest = line.slice(functionName.length + 1)
  const isOwn = rest.startsWith('| ')
  const [, requestId = ''] = /([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/.exec(rest) ?? []
  return {
    at: new Date(),
    functionName,
    version,
    requestId,
    type: isOwn ? 'Custom' : 'Platform',
    message: isOwn ? rest.slice(2) : rest
  }
}
