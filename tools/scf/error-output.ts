import { hasMap } from './source-places'

/**
 * Node begins its account of a fatal error with these: where, the line of code, a caret, which is
 * missing beyond some thousand columns
 */
const EXCERPT = [/^(?:node:\S+|.+\.js):\d+$/, /./, /^\s*\^+$|^\s{99,}$/]
/** Node ends it with its version */
const END = /^Node\.js v\d/
const MOST_LINES = 60

/**
 * Hands on what a process writes to stderr, without minified code, and knows the error that ended
 * the process.
 */
export function createErrorOutput(log: (line: string) => void) {
  /** What may be the beginning of an account */
  const held: string[] = []
  let account: string[] = []
  let place = ''
  let isOver = false

  function put(line: string): void {
    log(line)
    isOver ||= place !== '' && END.test(line)
    if (!isOver && account.length < MOST_LINES) account.push(line)
  }

  function flush(): void {
    for (const line of held.splice(0)) put(line)
  }

  function begin([where = '', code = '', caret = '']: string[]): void {
    account = []
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
      else if (held.length === EXCERPT.length) begin(held.splice(0))
    },
    /** The error that ended the process, with its stack and at last its place; undefined for none. */
    fatalError: () => (isOver ? [...account, place].join('\n').trim() : undefined)
  }
}
