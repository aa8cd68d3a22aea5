// Moved; here until its importers have moved, too.
import { checkContract, checkDocument } from '../check/check-contract'
import { type Contract } from '../model'
import { readContract as read } from './read-contract-new'
import { resolveReferences } from './resolve-references'
import { readYamlFile } from './yaml-file'

export { ContractError } from './yaml-file'
export * from '../model'

export function readContract(file: string): Contract {
  const yaml = readYamlFile(file)
  checkDocument(yaml)
  const openApi = resolveReferences(yaml)
  const contract = read(yaml, openApi)
  checkContract(yaml, openApi, contract)
  return contract
}
