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
  if ('random' in maker) return randomDigits(maker.random)
  if ('from' in maker) return readField(input, maker.from)
  if ('after' in maker) return new Date(nowMs + durationMs(maker.after)).toISOString()
  if ('write' in maker) return writeText(maker.write, input)
  const text = maker.hashOf.map((field) => readField(input, field)).find(isText) ?? ''
  const [part = ''] = matchPattern(maker.like, text) ?? []
  return createHash('sha256').update(part).digest('hex').slice(0, maker.digits)
}

function writeText(text: string, input: MockInput): unknown {
  const values = namedIn(text).map((name) => {
    if (name === 'random') return randomDigits(32)
    return name === 'gateway'
      ? `http://${input.headers.host ?? 'localhost'}`
      : readField(input, name)
  })
  if (values.includes(undefined)) return UNCHANGED
  if (values.includes(null)) return undefined
  return text.replace(/\{[^{}]+\}/g, () => String(values.shift()))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** Hexadecimal digits, at most 64. Node keeps random bytes for UUIDs, so these are the fastest. */
function randomDigits(count: number): string {
  const text = count > 32 ? randomUUID() + randomUUID() : randomUUID()
  return text.replaceAll('-', '').slice(0, count)
}
