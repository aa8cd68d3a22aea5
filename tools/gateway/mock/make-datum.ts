import { createHash, randomUUID } from 'node:crypto'
import { durationMs, type Maker, namedIn } from '../../contract/mock-model'
import { matchPattern, type MockInput, readField } from './request-fields'

/** A datum that stays as it is. */
export const UNCHANGED = Symbol('unchanged')

/** What a maker produces for one call at a time in ms. `as` makes nothing: it names another datum. */
export function makeDatum(
  maker: Exclude<Maker, { as: string }>,
  input: MockInput,
  nowMs: number
): unknown {
  if ('random' in maker) return randomDigits().slice(0, maker.random)
  if ('from' in maker) return readField(input, maker.from)
  if ('after' in maker) return new Date(nowMs + durationMs(maker.after)).toISOString()
  if ('write' in maker) return writeText(maker.write, input)
  const text = maker.hashOf.map((field) => readField(input, field)).find(isText) ?? ''
  const [part = ''] = matchPattern(maker.like, text) ?? []
  return createHash('sha256').update(part).digest('hex').slice(0, maker.digits)
}

function writeText(text: string, input: MockInput): unknown {
  const values = new Map<string, unknown>([
    ['random', randomDigits().slice(0, 32)],
    ['gateway', `http://${input.headers.host ?? 'localhost'}`]
  ])
  for (const name of namedIn(text)) if (!values.has(name)) values.set(name, readField(input, name))
  const used = namedIn(text).map((name) => values.get(name))
  if (used.includes(undefined)) return UNCHANGED
  if (used.includes(null)) return undefined
  return text.replace(/\{([^{}]+)\}/g, (_whole, name: string) => String(values.get(name)))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** 64 hexadecimal digits, as many as a maker can ask for. */
function randomDigits(): string {
  return `${randomUUID()}${randomUUID()}`.replaceAll('-', '')
}
