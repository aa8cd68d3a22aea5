import { type Contract, type Operation } from '../../contract/model'

type ResponseSchemas = [status: number, schema: object | undefined][]

/** A contract as JSON. */
export interface PackedContract extends Pick<
  Contract,
  'codes' | 'clientTimeoutSeconds' | 'scenarios' | 'securitySchemes'
> {
  operations: (Omit<Operation, 'responseSchemas'> & { responseSchemas: ResponseSchemas })[]
}

export function packContract(contract: Contract): PackedContract {
  const { codes, clientTimeoutSeconds, scenarios, securitySchemes } = contract
  const operations = contract.operations.map((operation) => ({
    ...operation,
    responseSchemas: [...operation.responseSchemas]
  }))
  return { codes, clientTimeoutSeconds, scenarios, securitySchemes, operations }
}

/** The contract again, without its text and document. */
export function unpackContract(packed: PackedContract): Contract {
  const operations = packed.operations.map((operation) => ({
    ...operation,
    // JSON has null for an undefined item
    responseSchemas: new Map(
      operation.responseSchemas.map(([status, schema]) => [status, schema ?? undefined])
    )
  }))
  return {
    ...packed,
    text: '',
    files: [],
    place: () => ({ file: '', path: [] }),
    document: {},
    warnings: [],
    notServed: [],
    operations
  }
}
