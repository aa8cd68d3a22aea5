import type { CodeMeaning } from '../../../gateway-config/document'
import type { Contract, Operation } from '../../../gateway-config/compile'

/** A contract as JSON: what reading and checking its file would give again, at every cold start. */
export interface PackedContract {
  operations: (Omit<Operation, 'responseSchemas'> & { responseSchemas: [number, object?][] })[]
  codes: Record<string, CodeMeaning>
  scenarios: Contract['scenarios']
}

export function packContract({ operations, codes, scenarios }: Contract): PackedContract {
  const packed = operations.map((operation) => ({
    ...operation,
    responseSchemas: [...operation.responseSchemas] as [number, object?][]
  }))
  return { operations: packed, codes, scenarios }
}

/** The contract again, but for its text. */
export function unpackContract({ operations, codes, scenarios }: PackedContract): Contract {
  const unpacked = operations.map((operation): Operation => ({
    ...operation,
    responseSchemas: new Map(operation.responseSchemas.map(([status, schema]) => [status, schema]))
  }))
  return { text: '', document: {}, operations: unpacked, codes, scenarios }
}
