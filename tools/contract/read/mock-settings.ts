/** The contract's `x-mock`: how a mock answers one operation. */
export interface MockSettings {
  rules?: MockRule[]
  latency?: LatencySetting
  fault?: FaultSetting
}

/** The first rule whose conditions all hold decides. */
export interface MockRule {
  /**
   * By `path.id`, `query.page`, `header.x-name`, `body.a.b`: a text in which `*` stands for any
   * characters, a number, a boolean, null where it must be missing, or a list of which one must fit.
   */
  when: Record<string, Wanted>
  example?: string
  latency?: LatencySetting
  fault?: FaultSetting
}

export type Wanted = Plain | Plain[]
type Plain = string | number | boolean | null

/** Milliseconds; one number is both. */
export type LatencySetting = number | Latency
export interface Latency {
  p50: number
  p99: number
}

/** SCF's own errors (432 concurrency, 433 time, 434 memory), a contract's status, or a cut line. */
export const FAULT_KINDS = [
  ...(['close', 'truncate'] as const),
  ...([429, 432, 433, 434, 500, 502, 503, 504] as const)
]
export type FaultKind = (typeof FAULT_KINDS)[number]

/** A kind alone is always. */
export type FaultSetting = FaultKind | Fault
export interface Fault {
  kind: FaultKind
  /** Of the calls, from 0 to 1. */
  share: number
}

export const MAX_LATENCY_MS = 60_000

const milliseconds = { type: 'number', minimum: 0, maximum: MAX_LATENCY_MS }

/** ajv schemas of what may be written; `environments.yaml` takes the same. */
export const latencySchema = {
  if: { type: 'object' },
  then: {
    type: 'object',
    additionalProperties: false,
    required: ['p50', 'p99'],
    properties: { p50: milliseconds, p99: milliseconds }
  },
  else: milliseconds
}

export const faultSchema = {
  if: { type: 'object' },
  then: {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'share'],
    properties: {
      kind: { enum: FAULT_KINDS },
      share: { type: 'number', minimum: 0, maximum: 1 }
    }
  },
  else: { enum: FAULT_KINDS }
}

const plain = { type: ['string', 'number', 'boolean', 'null'] }

export const mockSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    latency: latencySchema,
    fault: faultSchema,
    rules: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['when'],
        minProperties: 2,
        properties: {
          when: {
            type: 'object',
            minProperties: 1,
            additionalProperties: {
              if: { type: 'array' },
              then: { type: 'array', minItems: 1, items: plain },
              else: plain
            }
          },
          example: { type: 'string' },
          latency: latencySchema,
          fault: faultSchema
        }
      }
    }
  }
}

export function readLatency(setting: LatencySetting): Latency {
  return typeof setting === 'number' ? { p50: setting, p99: setting } : setting
}

export function readFault(setting: FaultSetting): Fault {
  return typeof setting === 'object' ? setting : { kind: setting, share: 1 }
}
