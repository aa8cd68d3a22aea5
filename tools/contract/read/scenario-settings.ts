/**
 * The contract's `x-scenarios`: what must hold in mock mode from one call to the next. A scenario is
 * a small state machine; each client drives its own, which a value names that a first answer made
 * and that later requests send.
 */
export interface ScenarioSettings {
  summary?: string
  /** `made`: the datum with the name; `sent`: where requests may carry it, `header.authorization`. */
  key: { made: string; sent: string[] }
  /** The datum, a time, after which no step fits any more. */
  until: string
  /** Replaces, in the answers of the steps, what the examples say under the same names. */
  data: ScenarioData
  /** The state in which an operation that needs a login, and has no steps, gives its default. */
  authenticated: string
  /** By operationId; the first one that fits the machine's state answers and moves it on. */
  steps: Record<string, ScenarioStep[]>
  /** The example that answers when no step fits. */
  otherwise: string
}

export interface ScenarioStep {
  /** Left out: the step starts a new machine. */
  in?: string
  example: string
  /** Left out: the state stays. */
  to?: string
  /** By path in the data, `user.nickname`: what this call makes of it. */
  set?: Record<string, Maker>
}

/** A list's items go by their numbers. */
export type ScenarioData = { [name: string]: Maker | ScenarioData }

export type Maker =
  /** That many hexadecimal digits. */
  | { random: number }
  /** The time that much after the call, as an ISO text: `0s`, `24h`, `7d`; `-30m` is before it. */
  | { after: string }
  /** What the request has there; nothing where it has nothing. */
  | { from: string }
  /** Another datum by its path, at any time the same. */
  | { as: string }
  /**
   * As many hexadecimal digits as `digits` says, the same for the same part of the request: the part
   * that the pattern's first `*` stands for; one and the same where the pattern does not fit.
   */
  | { hashOf: string[]; like: string; digits: number }

const text = { type: 'string' }
const digits = { type: 'integer', minimum: 8, maximum: 64 }
const field = { type: 'string', pattern: '^(path|query|header|body)\\.\\S+$' }
const fields = { type: 'array', minItems: 1, items: field }

const closed = (required: string[], properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties
})

export const scenariosSchema = {
  type: 'object',
  propertyNames: { pattern: '^[a-z][A-Za-z0-9]*$' },
  additionalProperties: closed(['key', 'until', 'data', 'authenticated', 'steps', 'otherwise'], {
    summary: text,
    key: closed(['made', 'sent'], { made: text, sent: fields }),
    until: text,
    data: { $ref: '#/$defs/scenarioData' },
    authenticated: text,
    steps: {
      type: 'object',
      additionalProperties: {
        type: 'array',
        minItems: 1,
        items: closed(['example'], {
          in: text,
          example: text,
          to: text,
          set: { type: 'object', additionalProperties: { $ref: '#/$defs/maker' } }
        })
      }
    },
    otherwise: text
  })
}

/** One way of making a text a line: the key that only it has, and its schema. */
const MAKERS: [string, object][] = [
  ['random', closed(['random'], { random: digits })],
  ['after', closed(['after'], { after: { type: 'string', pattern: '^-?\\d+[smhd]$' } })],
  ['from', closed(['from'], { from: field })],
  ['as', closed(['as'], { as: text })],
  ['hashOf', closed(['hashOf', 'like', 'digits'], { hashOf: fields, like: text, digits })]
]

/** Decided by the key, so that an error is about the maker that was meant. */
const makerOr = (fallback: object) =>
  MAKERS.reduceRight<object>(
    (other, [key, schema]) => ({ if: { required: [key] }, then: schema, else: other }),
    fallback
  )

export const makerSchema = { type: 'object', ...makerOr({ required: ['random'] }) }
export const scenarioDataSchema = {
  type: 'object',
  minProperties: 1,
  ...makerOr({ additionalProperties: { $ref: '#/$defs/scenarioData' } })
}

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Of `30m`; the schema has checked it. */
export function durationMs(duration: string): number {
  return Number(duration.slice(0, -1)) * (UNIT_MS[duration.slice(-1)] ?? 0)
}

const MAKER_KEYS = MAKERS.map(([key]) => key)

export function isMaker(node: Maker | ScenarioData): node is Maker {
  return MAKER_KEYS.some((key) => key in node)
}
