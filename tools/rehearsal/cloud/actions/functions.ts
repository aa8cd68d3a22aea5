import { SCF_DEFAULTS } from '../../../serverless-yml'
import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { type CloudFunction, idleFunctionOf, nextId, now, type State, type Version } from '../state'
import {
  checkConfiguration,
  checkNetwork,
  checkRole,
  checkRuntime,
  problemOf,
  storedObject
} from './function-checks'

const DEFAULTS = {
  MemorySize: SCF_DEFAULTS.memorySize,
  Timeout: SCF_DEFAULTS.timeout,
  InitTimeout: SCF_DEFAULTS.initTimeout,
  Description: '',
  Environment: { Variables: [] }
}

/** SCF makes it for functions without one: https://cloud.tencent.com/document/product/583/39328 */
const MADE_TOPIC = { ClsLogsetId: 'SCF_logset', ClsTopicId: 'SCF_logtopic' }

/** Creating, changing and deleting functions. */
export const functionActions = {
  async 'scf.CreateFunction'(state: State, parameters: Parameters) {
    const { FunctionName, Code, Runtime, Type = 'Event', Tags = [], ...configuration } = parameters
    const name = String(FunctionName)
    if (state.functions.has(name))
      throw new ApiError('ResourceInUse.Function', `a function ${name} exists`)
    if (state.functions.size >= state.quota.functions)
      throw new ApiError(
        'LimitExceeded.Function',
        `no more than ${state.quota.functions} functions`
      )
    checkRuntime(Runtime)
    checkRole(state, configuration)
    checkConfiguration(state, configuration, Type === 'HTTP')
    checkNetwork(state, configuration)
    const code = storedObject(state, Code as Parameters)
    const latest: Version = {
      version: '$LATEST',
      description: '',
      configuration: {
        ...DEFAULTS,
        ...(state.truth.logTopic === 'made' && MADE_TOPIC),
        ...configuration
      },
      code,
      addTime: now()
    }
    const created: CloudFunction = {
      id: nextId(state, 'lam-'),
      name,
      type: Type === 'HTTP' ? 'HTTP' : 'Event',
      runtime: String(Runtime),
      tags: state.truth.tagsAtCreation === 'set' ? (Tags as CloudFunction['tags']) : [],
      latest,
      versions: [],
      aliases: new Map(),
      triggers: [],
      reservedMb: 0,
      provisioned: new Map(),
      status: 'Active',
      statusReasons: [],
      busy: { as: 'Creating', times: 1 }
    }
    created.aliases.set('$DEFAULT', {
      Name: '$DEFAULT',
      FunctionVersion: '$LATEST',
      Description: '',
      RoutingConfig: {},
      AddTime: now(),
      ModTime: now()
    })
    state.functions.set(name, created)
    state.changed.set(name, now())
    const problem = await problemOf(code, created)
    if (problem) {
      created.status = 'CreateFailed'
      created.statusReasons = [{ ErrorCode: 'InvalidParameterValue.Code', ErrorMessage: problem }]
    }
    return {}
  },

  async 'scf.UpdateFunctionCode'(state: State, parameters: Parameters) {
    const found = idleFunctionOf(state, parameters)
    if (found.status === 'CreateFailed')
      throw new ApiError('FailedOperation.FunctionStatusError', `${found.name} is CreateFailed`)
    const code = storedObject(state, parameters)
    const problem = await problemOf(code, found)
    if (problem) throw new ApiError('InvalidParameterValue.Code', problem)
    const { Handler = found.latest.configuration.Handler } = parameters
    const configuration = { ...found.latest.configuration, Handler }
    found.latest = { ...found.latest, code, configuration }
    state.changed.set(found.name, now())
    found.busy = { as: 'Updating', times: 1 }
    return {}
  },

  'scf.UpdateFunctionConfiguration'(state: State, parameters: Parameters) {
    const found = idleFunctionOf(state, parameters)
    const { Runtime } = parameters
    const changes = Object.fromEntries(
      Object.entries(parameters).filter(
        ([name]) => !/^(FunctionName|Namespace|Runtime)$/.test(name)
      )
    )
    if (Runtime !== undefined && Runtime !== found.runtime)
      throw new ApiError('InvalidParameterValue.Runtime', 'the runtime of a function is fixed')
    checkRole(state, changes)
    checkConfiguration(state, changes, found.type === 'HTTP')
    const before = found.latest.configuration
    const configuration = { ...before, ...changes, ...changedVariables(state, before, changes) }
    found.latest = { ...found.latest, configuration }
    state.changed.set(found.name, now())
    found.busy = { as: 'Updating', times: 1 }
    return {}
  },

  'scf.DeleteFunction'(state: State, parameters: Parameters) {
    const { name } = idleFunctionOf(state, parameters)
    for (const { Domain, EndpointsConfig } of state.domains.values())
      if (EndpointsConfig.some(({ FunctionName }) => FunctionName === name))
        throw new ApiError('FailedOperation.DeleteFunction', `${Domain} still routes to ${name}`)
    state.functions.delete(name)
    return {}
  }
}

/**
 * An empty list of variables may mean that nothing changes; a single one without a name removes
 * all of them.
 */
function changedVariables({ truth }: State, before: Parameters, { Environment }: Parameters) {
  const { Variables } = (Environment ?? {}) as { Variables?: { Key: string }[] }
  if (Variables?.length === 1 && Variables[0]?.Key === '') return { Environment: { Variables: [] } }
  const isKept = Variables?.length === 0 && truth.emptyVariables === 'keeps'
  return isKept ? { Environment: before.Environment } : {}
}
