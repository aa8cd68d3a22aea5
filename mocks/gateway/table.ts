import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { Contract } from '../../gateway-config/compile'
import type { Route } from '../../gateway-config/request-check'

/** An answer of the contract's examples, ready to be sent. */
export interface ReadyAnswer {
  status: number
  example: string
  headers: Record<string, string>
  body: string
}

export interface GatewayRoute extends Route {
  function: string
  /** What answers: the contract's examples, or the function. */
  source: 'mock' | 'function'
  /** In the contract's order. */
  answers: ReadyAnswer[]
  byDefault: ReadyAnswer
}

/** Compiles the contract into routes once; a request then only picks. */
export function compileTable(contract: Contract, source: GatewayRoute['source']): GatewayRoute[] {
  const ajv = addFormats(new Ajv2020({ strict: false }))
  return contract.operations.map((operation) => {
    const answers = operation.examples.map(({ status, name, value }): ReadyAnswer => {
      const body = value === undefined ? '' : JSON.stringify(value)
      return { status, example: name, body, headers: headersFor(contract, status, value) }
    })
    const byDefault = answers.find(({ status }) => status < 300)
    if (!byDefault) throw new Error(`${operation.operationId} has no successful example`)
    return {
      operationId: operation.operationId,
      function: operation.function,
      method: operation.method,
      path: operation.path,
      authenticated: operation.authenticated,
      checkQuery: ajv.compile(operation.querySchema),
      ...(operation.bodySchema && { checkBody: ajv.compile(operation.bodySchema) }),
      source,
      answers,
      byDefault
    }
  })
}

function headersFor(contract: Contract, status: number, value: unknown): Record<string, string> {
  const { code } = (value ?? {}) as { code?: string }
  const meaning = status >= 400 && code ? contract.codes[code] : undefined
  return {
    'cache-control': 'no-store',
    ...(value !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...(meaning?.retryAfterSeconds && { 'retry-after': String(meaning.retryAfterSeconds) })
  }
}
