import { SonicBoom } from 'sonic-boom'

/** Lines that wait for a reader who has stopped reading; more are dropped. */
const MAX_WAITING_BYTES = 1 << 20
/** A write costs as much as answering a call: many lines go out with one, but soon. */
const BATCH_BYTES = 8192
const FLUSH_MS = 25

/** Writes lines to standard output without waiting for whoever reads it. */
export function createLineWriter() {
  const out = new SonicBoom({
    fd: 1,
    minLength: BATCH_BYTES,
    periodicFlush: FLUSH_MS,
    maxLength: MAX_WAITING_BYTES
  })
  // a closed pipe: nobody reads any more
  out.on('error', () => undefined)
  return {
    write(line: string): void {
      out.write(`${line}\n`)
    },
    /** Resolves when all is written, or cannot be. */
    close(): Promise<void> {
      return new Promise((resolve) => {
        out.once('close', resolve).once('error', () => resolve())
        out.end()
      })
    }
  }
}
