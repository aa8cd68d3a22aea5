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

  'scf.PutProvisionedConcurrencyConfig'(state: State, parameters: Parameters) {
    const found = functionOf(state, parameters)
    const version = String(parameters.Qualifier)
    if (!found.versions.some((one) => one.version === version))
      throw new ApiError('ResourceNotFound.Qualifier', `${version} is no published version`)
    const count = Number(parameters.VersionProvisionedConcurrencyNum)
    const others = [...found.provisioned].filter(([name]) => name !== version)
    const all = others.reduce((sum, [, one]) => sum + one.count, count)
    if (found.reservedMb && all * Number(found.latest.configuration.MemorySize) > found.reservedMb)
      throw new ApiError('LimitExceeded.ProvisionedConcurrency', 'more than is reserved')
    found.provisioned.set(version, { count, busyTimes: 1 })
    return {}
  },

  /** Being prepared the first time that it is asked. */
  'scf.GetProvisionedConcurrencyConfig'(state: State, parameters: Parameters) {
    const { provisioned } = functionOf(state, parameters)
    const Allocated = [...provisioned].map(([Qualifier, one]) => ({
      Qualifier,
      AllocatedProvisionedConcurrencyNum: one.count,
      Status: one.busyTimes-- > 0 ? 'InProgress' : 'Done'
    }))
    return { Allocated, UnallocatedConcurrencyNum: 100 }
  },

  'scf.DeleteProvisionedConcurrencyConfig'(state: State, parameters: Parameters) {
    functionOf(state, parameters).provisioned.delete(String(parameters.Qualifier))
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
