import { isUtf8 } from 'node:buffer'
import { bareType, fitOf } from './choose-media'
import { isObject, memberShape } from './coerce'
import { readMultipart } from './read-multipart'
import { parseJson, readNamed } from './read-named'
import { decode, InputProblem, memberOf, readPairs } from './read-pairs'
import { type BodyRule, type MediaRule } from './rules'

export const MAX_BODY_BYTES = 8192

/** The largest limit that a contract can set: what SCF takes. */
export const MAX_PLATFORM_BYTES = 6 * 1024 * 1024

/** The rule that a content type fits best; undefined where none does. */
export function findMedia(rule: BodyRule, contentType: string | undefined): MediaRule | undefined {
  const type = bareType(contentType)
  let best: MediaRule | undefined
  for (const media of rule.media)
    if (fitOf(media.type, type) > (best ? fitOf(best.type, type) : 0)) best = media
  return best
}

/** Whether all of a body is parsed at one go, which limits how long it may be. */
export function isParsed({ kind }: Pick<MediaRule, 'kind'>): boolean {
  return kind === 'json' || kind === 'form'
}

/** The value of a body of a known type. Throws an InputProblem. */
export function readBody(bytes: Buffer, media: MediaRule, contentType: string): unknown {
  const { kind } = media
  if (kind === 'binary') return bytes
  if (kind === 'multipart') return readMultipart(bytes, contentType, media)
  if (kind === 'text') return decodeText(bytes, contentType)
  if (!isUtf8(bytes)) throw new InputProblem('body: not UTF-8')
  // a byte order mark is not part of the text
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  if (kind === 'form') return readForm(text, media)
  return parseJson(text, 'body')
}

function decodeText(bytes: Buffer, contentType: string): string {
  const charset = charsetOf(contentType)
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    throw new InputProblem(`body: not ${/^utf-?8$/i.test(charset) ? 'UTF-8' : 'in its charset'}`)
  }
}

/** Whether texts in the charset of a content type can be read. */
export function isCharsetKnown(contentType: string): boolean {
  try {
    return Boolean(new TextDecoder(charsetOf(contentType)))
  } catch {
    return false
  }
}

function charsetOf(contentType: string): string {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1] ?? 'utf-8'
}

type FormRule = Pick<MediaRule, 'shape' | 'encoding'>

/** Fields are read as a query's, member by member; an object may also be JSON. */
function readForm(
  text: string,
  { shape = { properties: {} }, encoding = {} }: FormRule
): Record<string, unknown> {
  const untaken = new Set(readPairs(text, 'body'))
  const sent = Array.from(untaken, ({ name }) => name.replace(/(?!^)\[.*/s, ''))
  const names = new Set([...Object.keys(encoding), ...sent])
  const fields = Array.from(names, (name): [string, unknown] => {
    const field = memberShape(shape, name)
    const rule = { name, in: 'query', shape: field } as const
    const isJson = [...untaken].some((pair) => pair.name === name)
    const usual = !isObject(field) ? {} : isJson ? ({ json: true } as const) : DEEP
    const as = Object.hasOwn(encoding, name) ? encoding[name] : usual
    return [name, readNamed({ ...rule, ...as }, untaken, memberOf('body', name))]
  })
  // what no field has taken is the validator's to refuse
  for (const { name, raw } of untaken) {
    if (fields.some(([known]) => known === name))
      throw new InputProblem('body: a field is given twice')
    fields.push([name, decode(raw, 'body')])
  }
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
}

const DEEP = { style: 'deepObject' } as const
