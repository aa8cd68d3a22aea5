import type { Contract, Operation } from '../../contract/read/read-contract'

type Kept = Pick<Contract, 'codes' | 'clientTimeoutSeconds' | 'scenarios'>

/** A contract as JSON: what reading and checking its file would give again, at every cold start. */
export interface PackedContract extends Kept {
  operations: (Omit<Operation, 'responseSchemas'> & { responseSchemas: [number, object?][] })[]
}

export function packContract(contract: Contract): PackedContract {
  const operations = contract.operations.map((operation) => ({
    ...operation,
    responseSchemas: [...operation.responseSchemas] as [number, object?][]
  }))
  return { ...keep(contract), operations }
}

/** The contract again, but for its text. */
export function unpackContract(packed: PackedContract): Contract {
  const operations = packed.operations.map((operation): Operation => ({
    ...operation,
    responseSchemas: new Map(operation.responseSchemas.map(([status, schema]) => [status, schema]))
  }))
  return { ...keep(packed), text: '', document: {}, operations }
}

function keep({ codes, clientTimeoutSeconds, scenarios }: Kept): Kept {
  return { codes, clientTimeoutSeconds, scenarios }
}
