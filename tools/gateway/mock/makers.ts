import { createHash } from 'node:crypto'
import { durationMs, type Maker } from '../../contract/read/scenario-settings'
import { compileField, compilePattern, type Given, type ReadField } from './given'
import { randomHex } from './random-hex'

/** Makes one datum of a call at a time in ms, as JSON; '' is nothing. */
export type Make = (given: Given, now: number) => string

/** `as` is no making: it names another datum. */
export function compileMaker(maker: Exclude<Maker, { as: string }>): Make {
  if ('random' in maker) return () => `"${randomHex(maker.random)}"`
  if ('from' in maker) return compileCopy(maker.from)
  if ('hashOf' in maker) return compileHash(maker)
  return compileTime(durationMs(maker.after))
}

function compileCopy(field: string): Make {
  const read = compileField(field)
  return (given) => JSON.stringify(read(given)) ?? ''
}

/** Under load many calls come within one millisecond. */
function compileTime(laterMs: number): Make {
  let known = { now: NaN, text: '' }
  return (_given, now) => {
    if (known.now !== now) known = { now, text: JSON.stringify(new Date(now + laterMs)) }
    return known.text
  }
}

const MAX_KNOWN = 1000

function compileHash({ hashOf, like, digits }: Extract<Maker, { like: string }>): Make {
  const fields = hashOf.map(compileField)
  const pattern = compilePattern(like)
  const known = new Map<string, string>()
  return (given) => {
    const [, part = ''] = pattern.exec(firstText(fields, given)) ?? []
    let hash = known.get(part)
    if (hash === undefined) {
      const hex = createHash('sha256').update(part).digest('hex').slice(0, digits)
      hash = JSON.stringify(hex)
      if (known.size >= MAX_KNOWN) known.clear()
      known.set(part, hash)
    }
    return hash
  }
}

function firstText(fields: ReadField[], given: Given): string {
  for (const read of fields) {
    const value = read(given)
    if (typeof value === 'string') return value
  }
  return ''
}
