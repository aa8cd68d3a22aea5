import { CosError } from './errors'

/** One part of a form as it arrives. */
export interface Part {
  name: string
  filename?: string
}

/** Receives the parts of a form in their order. `end` is called once per part. */
interface PartSink {
  start(part: Part): void
  data(chunk: Buffer): void
  end(): void
}

const CRLF = '\r\n'
const HEADER_BYTES = 8 * 1024

/**
 * Reads multipart/form-data piece by piece, so that a file is never in memory as a whole. `close`
 * throws when the form has not ended.
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export function createMultipartReader(contentType: string | undefined, sink: PartSink) {
  const [, quoted, plain] =
    /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? '') ?? []
  const boundary = quoted ?? plain
  if (!boundary) throw malformed('The body must be multipart/form-data')
  const delimiter = Buffer.from(`${CRLF}--${boundary}`)
  // as if a line had ended before the body
  let rest: Buffer = Buffer.from(CRLF)
  let state: 'preamble' | 'mark' | 'headers' | 'body' | 'done' = 'preamble'

  /** Works off what has arrived; false when that needs more. */
  function step(): boolean {
    if (state === 'preamble' || state === 'body') return readToDelimiter()
    if (state === 'mark') return readMark()
    return state === 'headers' && readHeaders()
  }

  function readToDelimiter(): boolean {
    const at = rest.indexOf(delimiter)
    const isFound = at >= 0
    // a delimiter may have begun at the end of this piece
    const end = isFound ? at : Math.max(0, rest.length - delimiter.length + 1)
    if (state === 'body' && end > 0) sink.data(rest.subarray(0, end))
    rest = rest.subarray(isFound ? end + delimiter.length : end)
    if (!isFound) return false
    if (state === 'body') sink.end()
    state = 'mark'
    return true
  }

  function readMark(): boolean {
    if (rest.length < 2) return false
    const mark = rest.subarray(0, 2).toString('latin1')
    rest = rest.subarray(2)
    if (mark === '--') state = 'done'
    else if (mark === CRLF) state = 'headers'
    else throw malformed('A delimiter does not end its line')
    return state === 'headers'
  }

  function readHeaders(): boolean {
    const end = rest.indexOf(CRLF + CRLF)
    if (end < 0 && rest.length > HEADER_BYTES) throw malformed('The headers of a part are too long')
    if (end < 0) return false
    sink.start(readPart(rest.subarray(0, end).toString('utf8')))
    rest = rest.subarray(end + 4)
    state = 'body'
    return true
  }

  return {
    write(chunk: Buffer): void {
      if (state === 'done') return
      rest = rest.length ? Buffer.concat([rest, chunk]) : chunk
      while (step());
    },
    close(): void {
      if (state !== 'done') throw malformed('The form has no end')
    }
  }
}

function readPart(headers: string): Part {
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(headers)?.[1] ?? ''
  const name = /(?:^|[\s;])name="([^"]*)"/i.exec(disposition)?.[1]
  const filename = /(?:^|[\s;])filename="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) throw malformed('A part has no name')
  return { name, ...(filename !== undefined && { filename }) }
}

function malformed(message: string): CosError {
  return new CosError('MalformedPOSTRequest', message)
}
