import { readContract, type Contract } from './read-contract'
import { contractHash } from '../../../gateway-config/generated/checked'
import { hashDocument } from './hash-document'

/** As readContract; what `npm run contract` has checked is not checked again. */
export function readCheckedContract(file: string): Contract {
  return readContract(file, isChecked)
}

/** Whether `npm run contract` was run since the document was edited: the validators are for it. */
export function isChecked(document: unknown): boolean {
  return hashDocument(document) === contractHash
}
