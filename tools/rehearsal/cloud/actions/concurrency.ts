import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { functionOf, type State } from '../state'

/** Always left for functions without a reservation. */
const UNRESERVED_MB = 12_800

/** Memory that is reserved for functions. */
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

  /** The account's memory in a region and how much of it is reserved, in MB. */
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
