import { createAjv } from '../../gateway-config/new-ajv'
import type { Contract } from '../../gateway-config/compile'
import { planMock } from './mock/plan'
import type { CompiledRoute } from './types'

/** Compiles the contract into routes once; a request then only picks. */
export function compileRoutes(contract: Contract): CompiledRoute[] {
  const ajv = createAjv()
  return contract.operations.map((operation) => ({
    operationId: operation.operationId,
    function: operation.function,
    method: operation.method,
    path: operation.path,
    authenticated: operation.authenticated,
    checkQuery: ajv.compile(operation.querySchema),
    ...(operation.bodySchema && { checkBody: ajv.compile(operation.bodySchema) }),
    mock: planMock(contract, operation)
  }))
}
