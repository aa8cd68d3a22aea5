import { type Truth } from '../truth'

const TOTAL = /^Total(Count)?$/

/** A reply with what is empty written as the truth says, and totals left out if it says so. */
export function writeNothing(
  { nothing, totals }: Pick<Truth, 'nothing' | 'totals'>,
  reply: object
): object {
  const kept = Object.entries(reply).filter(([name]) => totals === 'given' || !TOTAL.test(name))
  return nothing === 'empty' ? Object.fromEntries(kept) : withNull(Object.fromEntries(kept))
}

function withNull<Value>(value: Value): Value {
  if (value === '' || (Array.isArray(value) && !value.length)) return null as Value
  if (Array.isArray(value)) return value.map(withNull) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withNull(inner as unknown)])
  ) as Value
}
