/** The contract's settings for mocks: `x-mock` of an operation, and `x-scenarios`. */

/** How a mock answers one operation. */
export interface MockSettings {
  rules?: MockRule[]
  latency?: LatencySetting
  fault?: FaultSetting
}

/** The first rule whose conditions all hold decides. */
export interface MockRule {
  /**
   * By `path.id`, `query.page`, `header.x-name` or `body.a.b`: a text in which `*` matches any
   * characters, a number, a boolean, null for a field that must be missing, or a list of
   * alternatives.
   */
  when: Record<string, Wanted>
  example?: string
  latency?: LatencySetting
  fault?: FaultSetting
}

export type Wanted = Plain | Plain[]
type Plain = string | number | boolean | null

/** Milliseconds; a single number is both p50 and p99. */
export type LatencySetting = number | Latency
export interface Latency {
  p50: number
  p99: number
}

export const MAX_LATENCY_MS = 60_000

export function readLatency(setting: LatencySetting): Latency {
  return typeof setting === 'number' ? { p50: setting, p99: setting } : setting
}

/** What is wrong with a latency of the right types; undefined where nothing is. */
export function latencyProblem(setting: LatencySetting = 0): string | undefined {
  const { p50, p99 } = readLatency(setting)
  return p99 < p50 ? `latency: p99 (${p99} ms) is below p50 (${p50} ms)` : undefined
}

/** SCF's own errors (432 concurrency, 433 time, 434 memory), other statuses, or a broken connection. */
export const FAULT_KINDS = [
  ...(['close', 'truncate'] as const),
  ...([429, 432, 433, 434, 500, 502, 503, 504] as const)
]
export type FaultKind = (typeof FAULT_KINDS)[number]

/** A kind alone affects every call. */
export type FaultSetting = FaultKind | Fault
export interface Fault {
  kind: FaultKind
  /** Of the calls, from 0 to 1. */
  share: number
}

export function readFault(setting: FaultSetting): Fault {
  return typeof setting === 'object' ? setting : { kind: setting, share: 1 }
}

/**
 * What mocks remember from one call to the next: a small state machine. Each client has its own
 * machine, identified by a value that a first answer created and that later requests send.
 */
export interface ScenarioSettings {
  summary?: string
  /** `made`: the datum that identifies it; `sent`: where requests carry it (`header.authorization`). */
  key: { made: string; sent: string[] }
  /** The datum, a time, after which no step applies. */
  until: string
  /** In the answers of the steps, replaces what the examples have under the same names. */
  data: ScenarioData
  /** The state in which an operation that needs a login, but has no steps, returns its default. */
  authenticated: string
  /** By operationId; the first step that applies in the machine's state answers and changes it. */
  steps: Record<string, ScenarioStep[]>
  /** The example that answers when no step applies. */
  fallback: string
}

export interface ScenarioStep {
  /** Without it, the step starts a new machine. */
  in?: string
  example: string
  /** Without it, the state does not change. */
  to?: string
  /** What this call changes in the data, by path: `user.nickname`. */
  set?: Record<string, Maker>
}

/** Items of a list are named by their index. */
export type ScenarioData = { [name: string]: Maker | ScenarioData }

export type Maker =
  /** This many hexadecimal digits. */
  | { random: number }
  /** The time this long after the call, as an ISO text: `0s`, `24h`, `7d`; `-30m` is before it. */
  | { after: string }
  /** The request's value at this place, if any. */
  | { from: string }
  /** A copy of another datum, by its path. */
  | { as: string }
  /**
   * `digits` hexadecimal digits derived from the part of the request that the first `*` of the
   * pattern matches; a constant when the pattern does not match.
   */
  | { hashOf: string[]; like: string; digits: number }
  /**
   * A text with the request's values in braces: `/pictures/{body.key}`; `{random}` is 32 hexadecimal
   * digits, `{gateway}` the address that was called. Made only if the request has all of them; one
   * that is null removes the datum.
   */
  | { write: string }

export const MAKER_KINDS = ['random', 'after', 'from', 'as', 'hashOf', 'write'] as const

/** What a `write` names in braces. */
export function namedIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
}

export function isMaker(node: Maker | ScenarioData): node is Maker {
  return MAKER_KINDS.some((kind) => kind in node)
}

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of a duration such as `30m`, which the schema has checked. */
export function durationMs(duration: string): number {
  return Number(duration.slice(0, -1)) * (UNIT_MS[duration.slice(-1)] ?? 0)
}
