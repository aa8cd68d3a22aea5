import type Ajv2020 from 'ajv/dist/2020'
import type { Reply } from '../types'
import { responseValidator } from './response-validator'
import type { SwitchedTable } from './types'

const MOST_LINES = 12

/**
 * In what a function's answer is not what the contract and the mock say: status, the schema's
 * violations, keys that only the mock promises, other types. Names keys, never values: they may be
 * secrets.
 */
export function findDrift(
  table: SwitchedTable,
  operationId: string,
  mock: Pick<Reply, 'status' | 'body'>,
  real: Pick<Reply, 'status' | 'body'>
): string[] {
  const drift =
    mock.status === real.status ? [] : [`status: mock ${mock.status}, function ${real.status}`]
  drift.push(...findViolations(table, operationId, real))
  if (mock.status === real.status)
    for (const line of compare('body', parse(mock), parse(real)))
      if (!drift.some((known) => placeOf(known) === placeOf(line))) drift.push(line)
  return drift.slice(0, MOST_LINES)
}

/** Where an answer breaks the contract. */
export function findViolations(
  { contract }: Pick<SwitchedTable, 'contract'>,
  operationId: string,
  { status, body }: Pick<Reply, 'status' | 'body'>
): string[] {
  const validate = responseValidator(contract, operationId, status)
  if (validate === 'unknown status') return [`status: ${status} is not in the contract`]
  if (!validate) return body ? ['body: the contract has none'] : []
  if (validate(parse({ body }))) return []
  return (validate.errors ?? []).map(describe)
}

type SchemaError = NonNullable<Ajv2020['errors']>[number]

function describe({ instancePath, keyword, params, message = 'not valid' }: SchemaError): string {
  const at = `body${instancePath.replaceAll('/', '.')}`
  const { additionalProperty } = params as { additionalProperty?: string }
  if (keyword === 'additionalProperties') return `${at}.${additionalProperty}: not in the contract`
  return `${at}: ${message}`
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
    // what the contract allows besides: the schema has been asked
    if (!(key in left)) return []
    return compare(`${at}.${key}`, left[key], right[key])
  })
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** undefined for what is no JSON. */
export function parse({ body }: Pick<Reply, 'body'>): unknown {
  try {
    return typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined
  } catch {
    return undefined
  }
}
