import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { type Contract } from '../../contract/model'
import { type RoutingTable } from '../routing/table'
import { type GatewayReply } from '../server/outgoing'

type StatusAndBody = Pick<GatewayReply, 'status' | 'body'>

const MAX_LINES = 12

const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }))
const compiled = new WeakMap<object, ValidateFunction>()

/**
 * How a function's answer differs from the contract and the mock: status, violations of the schema,
 * keys that only the mock has, other types. Names keys, never values, which may be secrets.
 */
export function findDrift(
  table: Pick<RoutingTable, 'contract'>,
  operationId: string,
  mock: StatusAndBody,
  real: StatusAndBody
): string[] {
  const drift =
    mock.status === real.status ? [] : [`status: mock ${mock.status}, function ${real.status}`]
  drift.push(...findViolations(table, operationId, real))
  if (mock.status === real.status)
    for (const line of compare('body', parse(mock), parse(real)))
      if (!drift.some((known) => placeOf(known) === placeOf(line))) drift.push(line)
  return drift.slice(0, MAX_LINES)
}

/** Where an answer breaks the contract. */
export function findViolations(
  { contract }: Pick<RoutingTable, 'contract'>,
  operationId: string,
  { status, body }: StatusAndBody
): string[] {
  const schemas = schemasOf(contract, operationId)
  if (!schemas.has(status)) return [`status: ${status} is not in the contract`]
  const schema = schemas.get(status)
  if (!schema) return body ? ['body: the contract has none'] : []
  const validate = compiled.get(schema) ?? ajv.compile(schema)
  compiled.set(schema, validate)
  if (validate(parse({ body }))) return []
  return (validate.errors ?? []).map(describe)
}

function schemasOf({ operations }: Contract, operationId: string) {
  const operation = operations.find((known) => known.operationId === operationId)
  return operation?.responseSchemas ?? new Map<number, object | undefined>()
}

function describe({ instancePath, keyword, params, message = 'not valid' }: ErrorObject): string {
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
