import { type Contract } from '../../contract/model'

/** What of a contract answers requests; plain JSON. */
export type PackedContract = Pick<
  Contract,
  'codes' | 'clientTimeoutSeconds' | 'scenarios' | 'securitySchemes' | 'operations'
>

export function packContract(contract: Contract): PackedContract {
  const { codes, clientTimeoutSeconds, scenarios, securitySchemes, operations } = contract
  return { codes, clientTimeoutSeconds, scenarios, securitySchemes, operations }
}

/** The contract again, without its text and document. */
export function unpackContract(packed: PackedContract): Contract {
  return {
    ...packed,
    text: '',
    files: [],
    written: '',
    place: () => ({ file: '', path: [] }),
    document: {},
    warnings: [],
    notServed: [],
    basePaths: []
  }
}
