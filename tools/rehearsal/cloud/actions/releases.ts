import { ApiError } from '../api/api-error'
import { pageOf, type Parameters } from '../api/parameters'
import {
  type CloudFunction,
  functionOf,
  idleFunctionOf,
  now,
  type State,
  type StoredAlias
} from '../state'
import { checkDescription } from './function-checks'

/** Versions, and aliases that point to them. */
export const releaseActions = {
  'scf.PublishVersion'(state: State, parameters: Parameters) {
    const owner = idleFunctionOf(state, parameters)
    const version = String(owner.versions.length + 1)
    checkDescription(state.truth, parameters)
    const { Description: description = '' } = parameters as { Description?: string }
    owner.versions.push({ ...owner.latest, version, description, addTime: now(), busyTimes: 1 })
    return { FunctionVersion: version, Description: description, Namespace: 'default' }
  },

  'scf.ListVersionByFunction'(state: State, parameters: Parameters) {
    const { latest, versions } = functionOf(state, parameters)
    const all = [latest, ...[...versions].reverse()]
    const Versions = pageOf(all, parameters).map(({ version, description, addTime }) => ({
      Version: version,
      Description: description,
      AddTime: addTime,
      ModTime: addTime,
      Status: 'Active'
    }))
    const FunctionVersion = Versions.map(({ Version }) => Version)
    return { FunctionVersion, Versions, TotalCount: all.length }
  },

  'scf.UpdateAlias'(state: State, parameters: Parameters) {
    const owner = functionOf(state, parameters)
    const found = aliasOf(owner, parameters)
    checkDescription(state.truth, parameters)
    const routed = { ...parameters, RoutingConfig: routingOf(state, found, parameters) }
    owner.aliases.set(found.Name, { ...found, ...readRouting(owner, routed) })
    return {}
  },

  'scf.GetAlias': (state: State, parameters: Parameters) =>
    aliasOf(functionOf(state, parameters), parameters)
}

function aliasOf({ aliases }: CloudFunction, { Name }: Parameters): StoredAlias {
  const found = aliases.get(String(Name))
  if (!found) throw new ApiError('ResourceNotFound.Alias', `no alias ${String(Name)}`)
  return found
}

/** What becomes of the weights without routing, or with an empty one, is not documented. */
function routingOf(
  { truth }: State,
  found: StoredAlias,
  { RoutingConfig }: Parameters
): Parameters {
  if (!RoutingConfig) return truth.omittedRouting === 'keeps' ? found.RoutingConfig : {}
  const { AdditionalVersionWeights: weights = [] } = RoutingConfig as {
    AdditionalVersionWeights?: object[]
  }
  if (!weights.length && truth.emptyRouting === 'refused')
    throw new ApiError('InvalidParameterValue.RoutingConfig', 'the list of weights is empty')
  return RoutingConfig as Parameters
}

function readRouting(
  owner: CloudFunction,
  parameters: Parameters
): Omit<StoredAlias, 'Name' | 'AddTime'> {
  const { FunctionVersion, RoutingConfig = {}, Description = '' } = parameters
  const { AdditionalVersionWeights: weights = [] } = RoutingConfig as {
    AdditionalVersionWeights?: { Version: string; Weight: number }[]
  }
  if (weights.length > 1 || weights.some(({ Weight }) => !(Weight >= 0 && Weight <= 1)))
    throw new ApiError(
      'InvalidParameterValue.RoutingConfig',
      'only one more version, with a weight from 0 to 1'
    )
  if (weights.some(({ Version }) => Version === FunctionVersion))
    throw new ApiError(
      'InvalidParameterValue.RoutingConfig',
      'the additional version must differ from the main one'
    )
  for (const version of [String(FunctionVersion), ...weights.map(({ Version }) => Version)])
    if (version !== '$LATEST' && !owner.versions.some((one) => one.version === version))
      throw new ApiError('ResourceNotFound.FunctionVersion', `no version ${version}`)
  return {
    FunctionVersion: String(FunctionVersion),
    RoutingConfig: RoutingConfig as Parameters,
    Description: String(Description),
    ModTime: now()
  }
}
