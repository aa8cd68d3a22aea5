/** A call of a function. */
export interface FunctionRun {
  functionName: string
  /** The version that ran, even if an alias was called. */
  version: string
  requestId: string
  startedAt: Date
  ms: number
  hasFailed: boolean
  returned: string
}

/** A line as CLS would store it. */
export interface StoredLine {
  at: Date
  functionName: string
  version: string
  requestId: string
  /** Platform: SCF's report on a call. Custom: the function's own output. */
  type: 'Platform' | 'Custom'
  message: string
}

const MAX_ENTRIES = 20_000

/** Adds to a list and drops its oldest entry when it gets too long. */
export function note<Item>(list: Item[], item: Item): void {
  list.push(item)
  if (list.length > MAX_ENTRIES) list.shift()
}

/** Turns a line that the local SCF runtime logged into what CLS would store. */
export function readLine(functionName: string, version: string, line: string): StoredLine {
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
