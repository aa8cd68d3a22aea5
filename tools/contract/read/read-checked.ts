// Moved; here until its importers have moved, too.
import { contractHash } from '../../../gateway-config/generated/checked'
import { hashDocument } from '../generated'
import { type Contract } from '../model'
import { readContract } from './read-contract'

export const readCheckedContract = (file: string): Contract => readContract(file)
export const isChecked = (document: unknown) => hashDocument(document) === contractHash
