import { ApiError } from '../api-error'
import type { Parameters } from '../parameters'
import { functionOf, type State } from '../state'

/** What no function can reserve for itself */
const UNRESERVED_MB = 12_800

/** Instances kept for a function, and kept warm. */
export const concurrencyActions = {
  'scf.PutReservedConcurrencyConfig'(state: State, parameters: Parameters) {
    const found = functionOf(state, parameters)
    const others = [...state.functions.values()].filter((one) => one !== found)
    const taken = others.reduce((sum, { reservedMb }) => sum + reservedMb, 0)
    const wanted = Number(parameters.ReservedConcurrencyMem)
    if (taken + wanted > state.quota.reservedMb)
      throw new ApiError('LimitExceeded.ReservedConcurrencyMemory', 'more than the account has')
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
  },

  'scf.PutProvisionedConcurrencyConfig'(state: State, parameters: Parameters) {
    const { Qualifier, VersionProvisionedConcurrencyNum } = parameters
    if (Qualifier === '$LATEST')
      throw new ApiError('InvalidParameterValue.Qualifier', 'only published versions')
    functionOf(state, parameters).provisioned.set(
      String(Qualifier),
      Number(VersionProvisionedConcurrencyNum)
    )
    return {}
  },

  'scf.GetProvisionedConcurrencyConfig'(state: State, parameters: Parameters) {
    const { provisioned } = functionOf(state, parameters)
    const Allocated = [...provisioned].map(([Qualifier, count]) => ({
      Qualifier,
      AllocatedProvisionedConcurrencyNum: count,
      AvailableProvisionedConcurrencyNum: count,
      Status: 'Done'
    }))
    return { UnallocatedConcurrencyNum: 0, Allocated }
  },

  'scf.DeleteProvisionedConcurrencyConfig'(state: State, parameters: Parameters) {
    functionOf(state, parameters).provisioned.delete(String(parameters.Qualifier))
    return {}
  }
}
