import { ApiError } from '../api/api-error'
import { pageOf, type Parameters } from '../api/parameters'
import { type CloudFunction, functionOf, type State } from '../state'
import { codeAddress, versionOf } from '../store/code-address'

/** Reading functions. */
export const functionViewActions = {
  'scf.GetFunction'(state: State, parameters: Parameters) {
    const found = functionOf(state, parameters)
    const isBusy = found.busy.times > 0
    if (isBusy && !state.stuck.has(found.name)) found.busy.times--
    const { Qualifier = '$LATEST' } = parameters as { Qualifier?: string }
    if (Qualifier !== '$LATEST') return viewVersion(state, found, Qualifier)
    const { configuration, code } = found.latest
    return {
      ...configuration,
      FunctionName: found.name,
      FunctionId: found.id,
      FunctionVersion: '$LATEST',
      Namespace: 'default',
      Type: found.type,
      Runtime: found.runtime,
      CodeSize: code.length,
      Status: isBusy ? found.busy.as : found.status,
      StatusReasons: found.statusReasons,
      Tags: found.tags,
      Triggers: found.triggers,
      ModTime: state.changed.get(found.name)
    }
  },

  'scf.GetFunctionAddress'(state: State, parameters: Parameters) {
    const found = functionOf(state, parameters)
    const { Qualifier = '$LATEST' } = parameters as { Qualifier?: string }
    const version = versionOf(state, found.name, Qualifier)
    if (!version) throw new ApiError('ResourceNotFound.FunctionVersion', `no version ${Qualifier}`)
    return codeAddress(state, found, version)
  },

  'scf.ListFunctions'({ functions }: State, parameters: Parameters) {
    const { SearchKey = '' } = parameters
    const all = [...functions.values()].filter(({ name }) => name.includes(String(SearchKey)))
    const Functions = pageOf(all, parameters).map((found) => ({
      FunctionName: found.name,
      FunctionId: found.id,
      Namespace: 'default',
      Runtime: found.runtime,
      Type: found.type,
      Status: found.busy.times > 0 ? found.busy.as : found.status,
      Description: found.latest.configuration.Description,
      Tags: found.tags,
      ReservedConcurrencyMem: found.reservedMb
    }))
    return { Functions, TotalCount: all.length }
  }
}

// a version is reported as it was published
function viewVersion(state: State, found: CloudFunction, name: string) {
  const version = versionOf(state, found.name, name)
  if (!version) throw new ApiError('ResourceNotFound.FunctionVersion', `no version ${name}`)
  const { busyTimes = 0 } = version
  const isBusy = busyTimes > 0
  if (isBusy && !state.stuck.has(found.name)) version.busyTimes = busyTimes - 1
  return {
    ...version.configuration,
    FunctionName: found.name,
    FunctionVersion: name,
    Description: version.description,
    Type: found.type,
    Runtime: found.runtime,
    CodeSize: version.code.length,
    Status: isBusy ? 'Publishing' : 'Active',
    Tags: found.tags
  }
}
