import { FAULT_KINDS, type FaultKind, MAX_LATENCY_MS } from '../../contract/mock-model'
import { type GatewayReply } from '../server/outgoing'

/** What one request asks of its mock. */
export interface Preferences {
  /** Answer by the mock, whatever the route's source is. */
  mock?: boolean
  code?: number
  example?: string
  dynamic?: boolean
  seed?: string
  latencyMs?: number
  fault?: FaultKind
}

const TOKEN = "[!#$%&'*+.^_`|~\\w-]+"
const QUOTED = '"(?:[^"\\\\]|\\\\.)*"'
/** name[=word][;parameters] up to the next comma; parameters are ignored. */
const PREFERENCE = new RegExp(
  `[ \\t]*(${TOKEN})[ \\t]*(?:=[ \\t]*(${QUOTED}|${TOKEN}|))?[ \\t]*(?:;(?:[^,"]|${QUOTED})*)?(?:,|$)`,
  'y'
)

/** The preferences of a Prefer header (RFC 7240) by name; undefined when it cannot be read. */
function parsePrefer(header: string): Map<string, string> | undefined {
  const found = new Map<string, string>()
  PREFERENCE.lastIndex = 0
  while (PREFERENCE.lastIndex < header.length) {
    const match = PREFERENCE.exec(header)
    if (!match) return undefined
    const [, name = '', word = ''] = match
    // of two with the same name, the first one counts
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), unquote(word))
  }
  return found
}

function unquote(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word
}

/** Whether the mock should answer this one call; an invalid word counts, so that the mock refuses it. */
export function prefersMock(header: string): boolean {
  return (parsePrefer(header)?.get('mock') ?? 'false') !== 'false'
}

/** Throws a PreferProblem. Preferences that are not about mocks are ignored. */
export function readPreferences(header: string | undefined): Preferences {
  if (!header) return {}
  const found = parsePrefer(header)
  if (!found) throw new PreferProblem('Prefer: write it as name=value, name=value')
  const preferences: Preferences = {}
  for (const [name, word] of found)
    if (Object.hasOwn(READERS, name)) READERS[name]?.(word, preferences)
  return preferences
}

/** A preference that cannot be met; the message lists what is possible. */
export class PreferProblem extends Error {
  override name = 'PreferProblem'
}

const READERS: Record<string, (word: string, preferences: Preferences) => void> = {
  code(word, preferences) {
    if (!/^[1-5]\d\d$/.test(word)) throw new PreferProblem('Prefer: code is an HTTP status')
    preferences.code = Number(word)
  },
  example(word, preferences) {
    preferences.example = word
  },
  mock(word, preferences) {
    preferences.mock = readFlag('mock', word)
  },
  dynamic(word, preferences) {
    preferences.dynamic = readFlag('dynamic', word)
  },
  seed(word, preferences) {
    if (!/^[\w-]{1,64}$/.test(word))
      throw new PreferProblem('Prefer: seed is letters, digits, - and _')
    preferences.seed = word
  },
  latency(word, preferences) {
    const ms = Number(word)
    if (!/^\d+$/.test(word) || ms > MAX_LATENCY_MS)
      throw new PreferProblem(`Prefer: latency is milliseconds from 0 to ${MAX_LATENCY_MS}`)
    preferences.latencyMs = ms
  },
  fault(word, preferences) {
    const kind = FAULT_KINDS.find((known) => String(known) === word)
    if (kind === undefined)
      throw new PreferProblem(`Prefer: fault is one of ${FAULT_KINDS.join(', ')}`)
    preferences.fault = kind
  }
}

function readFlag(name: string, word: string): boolean {
  if (!['', 'true', 'false'].includes(word))
    throw new PreferProblem(`Prefer: ${name} is true or false`)
  return word !== 'false'
}

/**
 * Reports which preferences were applied (RFC 7240, section 3). `isChosen`: they chose the answer,
 * rather than a rule of the contract.
 */
export function withApplied(
  reply: GatewayReply,
  preferences: Preferences,
  isChosen: boolean
): GatewayReply {
  if (!Object.keys(preferences).length) return reply
  const { latencyMs: latency, fault, dynamic, seed, code, example } = preferences
  const mock = preferences.mock || undefined
  const chosen = dynamic ? { dynamic, code, seed } : { code, example }
  const words = Object.entries({ mock, ...(isChosen && chosen), latency, fault }).flatMap(
    ([name, value]) => (value === undefined ? [] : [`${name}=${value}`])
  )
  if (!words.length) return reply
  return { ...reply, headers: { ...reply.headers, 'preference-applied': words.join(', ') } }
}
