import { type Readable } from 'node:stream'
import { hasMap } from './source-places'

/**
 * Node's report of a fatal error begins with these: the place, the line of code, and a caret, which
 * is missing beyond some thousand columns
 */
const EXCERPT = [/^(?:node:\S+|.+\.js):\d+$/, /./, /^\s*\^+$|^\s{99,}$/]
/** The report ends with Node's version */
const END = /^Node\.js v\d/
const MAX_LINES = 60

/** Logs what a process writes to stderr, without minified code, and finds the error that ended it. */
export function createErrorOutput(log: (line: string) => void) {
  /** Lines that may be the beginning of a report */
  const held: string[] = []
  let report: string[] = []
  let place = ''
  let isComplete = false

  function put(line: string): void {
    log(line)
    isComplete ||= place !== '' && END.test(line)
    if (!isComplete && report.length < MAX_LINES) report.push(line)
  }

  function flush(): void {
    for (const line of held.splice(0)) put(line)
  }

  function startReport([where = '', code = '', caret = '']: string[]): void {
    report = []
    const column = caret.indexOf('^') + 1
    place = column ? `${where}:${column}` : where
    log(place)
    // a minified line would fill the screen
    if (hasMap(where.replace(/:\d+$/, ''))) return
    log(code)
    log(caret)
  }

  return {
    flush,
    take(line: string): void {
      held.push(line)
      if (!held.every((text, i) => EXCERPT[i]?.test(text))) flush()
      else if (held.length === EXCERPT.length) startReport(held.splice(0))
    },
    /** The error that ended the process, with its stack and finally its place; undefined if none. */
    fatalError: () => (isComplete ? [...report, place].join('\n').trim() : undefined)
  }
}

/** Calls `take` with each line of a stream, also with a last one that has no line break. */
export function readLines(stream: Readable, take: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
  stream.on('close', () => {
    if (rest) take(rest)
  })
}
