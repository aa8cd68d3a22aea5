import type { Parameters } from '../parameters'
import { functionOf, type State } from '../state'

/** What SCF tells of functions. */
export const functionViewActions = {
  'scf.GetFunction'(state: State, parameters: Parameters) {
    const found = functionOf(state, parameters)
    const isBusy = found.busy.times > 0
    if (isBusy && !state.stuck.has(found.name)) found.busy.times--
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
      Triggers: found.triggers
    }
  },

  'scf.ListFunctions'(
    { functions }: State,
    { SearchKey = '', Offset = 0, Limit = 20 }: Parameters
  ) {
    const all = [...functions.values()].filter(({ name }) => name.includes(String(SearchKey)))
    const page = all.slice(Number(Offset), Number(Offset) + Number(Limit))
    const Functions = page.map((found) => ({
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
