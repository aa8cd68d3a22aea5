import { type Contract } from '../../contract/model'
import { type GatewayReply } from '../server/outgoing'
import { type FindViolations, type SentReply } from './violations'

const MAX_LINES = 12

/**
 * How a function's answer differs from the contract and the mock: status, violations of the schema,
 * keys that only the mock has, other types. Names keys, never values, which may be secrets.
 */
export async function findDrift(
  contract: Contract,
  operationId: string,
  { mock, real }: { mock: SentReply; real: SentReply },
  findViolations: FindViolations
): Promise<string[]> {
  const drift =
    mock.status === real.status ? [] : [`status: mock ${mock.status}, function ${real.status}`]
  drift.push(...(await findViolations(contract, operationId, real)))
  if (mock.status === real.status)
    for (const line of compare('body', parse(mock), parse(real)))
      if (!drift.some((known) => placeOf(known) === placeOf(line))) drift.push(line)
  return drift.slice(0, MAX_LINES)
}

function placeOf(line: string): string {
  return line.slice(0, line.indexOf(':'))
}

function compare(at: string, mock: unknown, real: unknown): string[] {
  const [wanted, got] = [typeOf(mock), typeOf(real)]
  if (wanted !== got) return [`${at}: mock ${wanted}, function ${got}`]
  if (Array.isArray(mock) && Array.isArray(real))
    return mock.length && real.length ? compare(`${at}[0]`, mock[0], real[0]) : []
  if (wanted !== 'object') return []
  const [left, right] = [mock as Record<string, unknown>, real as Record<string, unknown>]
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) => {
    if (!(key in right)) return [`${at}.${key}: only the mock has it`]
    // optional in the contract: the schema has been checked above
    if (!(key in left)) return []
    return compare(`${at}.${key}`, left[key], right[key])
  })
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** undefined for what is not JSON. */
export function parse({ body }: Pick<GatewayReply, 'body'>): unknown {
  try {
    return typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined
  } catch {
    return undefined
  }
}
