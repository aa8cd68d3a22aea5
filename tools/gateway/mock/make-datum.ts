import { createHash, randomUUID } from 'node:crypto'
import { durationMs, type Maker } from '../../contract/mock-model'
import { matchPattern, type MockInput, readField } from './request-fields'

/** What a maker produces for one call at a time in ms. `as` makes nothing: it names another datum. */
export function makeDatum(
  maker: Exclude<Maker, { as: string }>,
  input: MockInput,
  nowMs: number
): unknown {
  if ('random' in maker) return randomDigits().slice(0, maker.random)
  if ('from' in maker) return readField(input, maker.from)
  if ('after' in maker) return new Date(nowMs + durationMs(maker.after)).toISOString()
  const text = maker.hashOf.map((field) => readField(input, field)).find(isText) ?? ''
  const [part = ''] = matchPattern(maker.like, text) ?? []
  return createHash('sha256').update(part).digest('hex').slice(0, maker.digits)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** 64 hexadecimal digits, as many as a maker can ask for. */
function randomDigits(): string {
  return `${randomUUID()}${randomUUID()}`.replaceAll('-', '')
}
