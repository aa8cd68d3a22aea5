import { ApiError } from '../api-error'
import type { Parameters } from '../parameters'
import { functionOf, type State } from '../state'

/** What no function can reserve for itself */
const UNRESERVED_MB = 12_800

/** Instances kept for a function. */
export const concurrencyActions = {
  'scf.PutReservedConcurrencyConfig'(state: State, parameters: Parameters) {
    const found = functionOf(state, parameters)
    const others = [...state.functions.values()].filter((one) => one !== found)
    const taken = others.reduce((sum, { reservedMb }) => sum + reservedMb, 0)
    const wanted = Number(parameters.ReservedConcurrencyMem)
    if (taken + wanted > state.quota.reservedMb)
      throw new ApiError(
        'LimitExceeded.FunctionReservedConcurrencyMemory',
        'more than the account has'
      )
    found.reservedMb = wanted
    return {}
  },

  /** What the account has of a region, and what of it is reserved: MB */
  'scf.GetAccount'({ functions, quota }: State) {
    const reserved = [...functions.values()].reduce((sum, { reservedMb }) => sum + reservedMb, 0)
    return {
      AccountUsage: {
        NamespacesCount: 1,
        TotalConcurrencyMem: quota.reservedMb + UNRESERVED_MB,
        TotalAllocatedConcurrencyMem: reserved,
        UserConcurrencyMemLimit: quota.reservedMb + UNRESERVED_MB
      },
      AccountLimit: { NamespacesCount: 5 }
    }
  },

  'scf.GetReservedConcurrencyConfig'(state: State, parameters: Parameters) {
    return { ReservedMem: functionOf(state, parameters).reservedMb || null }
  },

  'scf.DeleteReservedConcurrencyConfig'(state: State, parameters: Parameters) {
    functionOf(state, parameters).reservedMb = 0
    return {}
  }
}
