import { isUtf8 } from 'node:buffer'
import { bareType, fitOf } from './choose-media'
import { coerce, isItems, itemShape, memberShape } from './coerce'
import { MAX_PARSED_BYTES, parseJson } from './read-named'
import { decode, InputProblem, memberOf } from './read-pairs'
import { type MediaRule, type Shape } from './rules'

/** A file of a multipart body. */
export interface FilePart {
  filename: string
  contentType: string
  bytes: Buffer
}

interface SentPart {
  name: string
  filename?: string
  contentType?: string
  bytes: Buffer
}

type Part = SentPart & { contentType: string }

const MAX_PARTS = 1000
const MAX_PART_HEADER_BYTES = 4096

/**
 * The fields of a multipart/form-data body by name: files, and values by their shapes.
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export function readMultipart(
  body: Buffer,
  contentType: string,
  { shape = { properties: {} }, encoding = {} }: Pick<MediaRule, 'shape' | 'encoding'> = {}
): Record<string, unknown> {
  const fields = new Map<string, unknown>()
  let valueBytes = 0
  for (const sent of splitParts(body, contentType)) {
    const part = withType(sent, encoding[sent.name]?.types)
    const of = memberShape(shape, part.name)
    const known = fields.get(part.name)
    const items = Array.isArray(known) ? (known as unknown[]) : []
    const itemOf = isItems(of) ? itemShape(of, items.length) : of
    if (!isFile(part, itemOf)) valueBytes += part.bytes.length
    if (valueBytes > MAX_PARSED_BYTES)
      throw new InputProblem(`body: more than ${MAX_PARSED_BYTES} bytes beside its files`)
    const value = isFile(part, itemOf) ? toFile(part) : readValue(part, itemOf)
    if (known !== undefined && !isItems(of))
      throw new InputProblem(`${memberOf('body', part.name)}: given twice`)
    fields.set(part.name, isItems(of) ? [...items, value] : value)
  }
  return Object.fromEntries(fields)
}

/** A part without a type of its own has the only one that the contract names, else it is plain text. */
function withType(part: SentPart, types: readonly string[] = []): Part {
  const [only = '', ...others] = types
  const fallback = only && !others.length && !only.includes('*') ? only : 'text/plain'
  const { contentType = fallback } = part
  if (types.length && !types.some((range) => fitOf(range, bareType(contentType))))
    throw new InputProblem(`${memberOf('body', part.name)}: must be ${types.join(' or ')}`)
  return { ...part, contentType }
}

function isFile({ filename, contentType }: Part, shape: Shape): boolean {
  // browsers give every Blob a file name, also one that is the JSON of an object
  const isValue = filename === undefined || !['string', 'any'].includes(shape as string)
  return shape === 'file' || !isValue || !(isJson(contentType) || /^text\//i.test(contentType))
}

function toFile({ filename = '', contentType, bytes }: Part): FilePart {
  return { filename, contentType, bytes }
}

function readValue({ name, contentType, bytes }: Part, shape: Shape): unknown {
  const where = memberOf('body', name)
  if (!isUtf8(bytes)) throw new InputProblem(`${where}: not UTF-8`)
  const text = bytes.toString('utf8')
  const isParsed = isJson(contentType) || typeof shape === 'object'
  return isParsed ? parseJson(text, where) : coerce(text, shape)
}

function isJson(contentType: string): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(contentType)
}

function splitParts(body: Buffer, contentType: string): SentPart[] {
  const [, quoted, bare] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? bare
  if (!boundary) throw new InputProblem('body: the content type has no boundary')
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // the first delimiter may be the first line
  const bytes = Buffer.concat([Buffer.from('\r\n'), body])
  const parts: SentPart[] = []
  let at = bytes.indexOf(delimiter)
  for (;;) {
    if (at < 0) throw new InputProblem('body: ends before its last boundary')
    const start = at + delimiter.length
    if (bytes.toString('latin1', start, start + 2) === '--') return parts
    const lineEnd = bytes.indexOf('\r\n', start)
    const isBoundary = lineEnd >= 0 && /^[ \t]*$/.test(bytes.toString('latin1', start, lineEnd))
    at = bytes.indexOf(delimiter, start)
    if (!isBoundary || at < lineEnd) throw new InputProblem('body: malformed boundary')
    if (parts.push(toPart(bytes.subarray(lineEnd, at))) > MAX_PARTS)
      throw new InputProblem(`body: more than ${MAX_PARTS} parts`)
  }
}

function toPart(bytes: Buffer): SentPart {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) throw new InputProblem('body: a part has no headers')
  if (end > MAX_PART_HEADER_BYTES)
    throw new InputProblem('body: the headers of a part are too large')
  const headers = new Map(
    bytes
      .toString('utf8', 0, end)
      .split('\r\n')
      .map((line) => [line.split(':', 1)[0]?.trim().toLowerCase(), line.replace(/^[^:]*:\s*/, '')])
  )
  const disposition = headers.get('content-disposition') ?? ''
  const name = parameterOf(disposition, 'name')
  if (!/^form-data\s*(;|$)/i.test(disposition) || name === undefined)
    throw new InputProblem('body: a part has no name')
  return {
    name,
    filename: parameterOf(disposition, 'filename') ?? extendedName(disposition),
    contentType: headers.get('content-type'),
    bytes: bytes.subarray(end + 4)
  }
}

/** `filename*=UTF-8''%E7%BA%A2.png`, as some programs send it alone. */
function extendedName(disposition: string): string | undefined {
  const [, encoded] = /;\s*filename\*=utf-8'[^']*'([^\s;"]+)/i.exec(disposition) ?? []
  return encoded === undefined ? undefined : decode(encoded, 'body')
}

/** Browsers escape quotes and line ends as %22, %0D and %0A, others with a backslash. */
function parameterOf(disposition: string, name: string): string | undefined {
  const pattern = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, 'i')
  const [, quoted, bare] = pattern.exec(disposition) ?? []
  const text = quoted?.replace(/\\(["\\])/g, '$1') ?? bare
  return text?.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n')
}
