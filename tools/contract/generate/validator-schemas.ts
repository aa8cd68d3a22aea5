import type { Contract } from '../read/read-contract'

/** What requests are checked with, by operationId and part: loginBody, loginQuery. */
export function listValidatorSchemas({ operations }: Contract): Record<string, object> {
  return Object.fromEntries(
    operations.flatMap(({ operationId, querySchema, bodySchema }): [string, object][] => [
      [`${operationId}Query`, querySchema],
      ...(bodySchema ? ([[`${operationId}Body`, bodySchema]] as [string, object][]) : [])
    ])
  )
}
