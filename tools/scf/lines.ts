import type { Readable } from 'node:stream'

/** Hands a stream's text on line by line; the last one even without its end. */
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
