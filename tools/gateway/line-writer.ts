import { SonicBoom } from 'sonic-boom'

/** Lines that wait for a reader who has stopped reading; more are dropped. */
const MAX_WAITING_BYTES = 1 << 20
/** A write costs as much as answering a call: many lines go out with one, but soon. */
const FLUSH_MS = 25

/** Writes lines to standard output without waiting for whoever reads it. */
export function createLineWriter() {
  const out = new SonicBoom({ fd: 1, maxLength: MAX_WAITING_BYTES })
  // a closed pipe: nobody reads any more
  out.on('error', () => undefined)
  let lines: string[] = []
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (lines.length) out.write(lines.join('\n') + '\n')
    lines = []
  }

  return {
    write(line: string): void {
      lines.push(line)
      timer ??= setTimeout(flush, FLUSH_MS)
    },
    /** Resolves when all is written, or cannot be. */
    close(): Promise<void> {
      flush()
      return new Promise((resolve) => {
        out.once('close', resolve).once('error', () => resolve())
        out.end()
      })
    }
  }
}
