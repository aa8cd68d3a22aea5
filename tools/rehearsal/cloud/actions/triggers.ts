import { ApiError } from '../api/api-error'
import { pageOf, type Parameters } from '../api/parameters'
import {
  type CloudFunction,
  functionOf,
  idleFunctionOf,
  nextId,
  now,
  type State,
  type Trigger
} from '../state'
import { checkBucketTrigger, checkQueueTrigger } from './trigger-checks'

const CRON = /^\S+( \S+){6}$/

/** apigw is closed to new triggers: https://cloud.tencent.com/document/product/583/107631 */
const TYPES = ['cos', 'cls', 'timer', 'ckafka', 'http']
/** @see https://cloud.tencent.com/document/product/583/11637 */
const PER_TYPE = 10

/** Timers, function URLs and other triggers. */
export const triggerActions = {
  'scf.CreateTrigger'(state: State, parameters: Parameters) {
    const owner = idleFunctionOf(state, parameters)
    const { Type, Qualifier = '$LATEST' } = parameters as Record<string, string>
    const isFixed = Type === 'http' && state.truth.urlNames === 'fixed'
    const TriggerName = isFixed ? 'url-trigger' : String(parameters.TriggerName)
    checkNew(state, owner, { ...parameters, Qualifier, TriggerName })
    const created: Trigger = {
      TriggerName,
      Type: String(Type),
      TriggerDesc: describe(state, parameters),
      Enable: parameters.Enable === 'CLOSE' ? 0 : 1,
      Qualifier,
      CustomArgument: textOf(parameters.CustomArgument),
      AddTime: now(),
      ModTime: now()
    }
    owner.triggers.push(created)
    return { TriggerInfo: created }
  },

  'scf.UpdateTrigger'(state: State, parameters: Parameters) {
    const found = triggerOf(state, parameters)
    if (!['timer', 'ckafka', 'http'].includes(found.Type))
      throw new ApiError('InvalidParameterValue.Type', `${found.Type} triggers cannot be changed`)
    if (parameters.TriggerDesc !== undefined)
      found.TriggerDesc = describe(state, parameters, found.TriggerDesc)
    if (parameters.Enable !== undefined) found.Enable = parameters.Enable === 'CLOSE' ? 0 : 1
    if (parameters.CustomArgument !== undefined)
      found.CustomArgument = textOf(parameters.CustomArgument)
    found.ModTime = now()
    return {}
  },

  'scf.DeleteTrigger'(state: State, parameters: Parameters) {
    const found = triggerOf(state, parameters)
    const owner = functionOf(state, parameters)
    owner.triggers = owner.triggers.filter((one) => one !== found)
    return {}
  },

  'scf.ListTriggers'(state: State, parameters: Parameters) {
    const { triggers } = functionOf(state, parameters)
    return { Triggers: pageOf(triggers, parameters), TotalCount: triggers.length }
  }
}

function checkNew(state: State, { type, triggers }: CloudFunction, parameters: Parameters): void {
  const { TriggerName, Type, Qualifier } = parameters as Record<string, string>
  if (!TYPES.includes(String(Type)))
    throw new ApiError('InvalidParameterValue.Type', `no triggers of type ${Type}`)
  if (type === 'HTTP' && Type !== 'http')
    throw new ApiError('InvalidParameterValue.Type', `a web function takes no ${Type} trigger`)
  const same = triggers.filter((one) => one.Type === Type)
  if (same.length >= PER_TYPE) throw new ApiError('LimitExceeded.Trigger', `${PER_TYPE} at most`)
  // one bucket may have several, for other events and keys
  if (Type !== 'cos' && same.some((one) => one.TriggerName === TriggerName))
    throw new ApiError('ResourceInUse.Trigger', `a trigger ${TriggerName} exists`)
  if (Type === 'http' && same.some((one) => one.Qualifier === Qualifier))
    throw new ApiError('LimitExceeded.Trigger', `${Qualifier} has a function URL`)
  if (Type === 'cos') checkBucketTrigger(state, parameters)
  if (Type === 'ckafka') checkQueueTrigger(parameters)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function triggerOf(state: State, parameters: Parameters): Trigger {
  const { triggers } = functionOf(state, parameters)
  const { TriggerName, Type, TriggerDesc } = parameters
  const found = triggers.find(
    (one) =>
      one.TriggerName === TriggerName &&
      one.Type === Type &&
      // a bucket may have several
      (Type !== 'cos' || one.TriggerDesc === TriggerDesc)
  )
  if (!found) throw new ApiError('ResourceNotFound.Trigger', `no trigger ${String(TriggerName)}`)
  return found
}

/**
 * The description as the cloud stores it: a timer's becomes JSON, a function URL's gets its URL.
 */
function describe(state: State, { Type, TriggerDesc }: Parameters, before = '{}'): string {
  const given = String(TriggerDesc)
  if (Type === 'timer') {
    if (!CRON.test(given)) throw new ApiError('InvalidParameterValue.Cron', `no cron: ${given}`)
    return JSON.stringify({ cron: given })
  }
  if (Type !== 'http') return given
  const { AuthType, NetConfig, ...rest } = JSON.parse(given) as {
    AuthType?: string
    NetConfig?: object
  }
  if (!AuthType || !NetConfig)
    throw new ApiError('InvalidParameterValue.TriggerDesc', 'AuthType and NetConfig are needed')
  const { account } = state
  const old = (JSON.parse(before) as { NetConfig?: { ExtranetUrl?: string } }).NetConfig
  const ExtranetUrl =
    old?.ExtranetUrl ??
    `https://${account.appId}-${nextId(state, 'u')}.${account.region}.tencentscf.com`
  return JSON.stringify({ AuthType, NetConfig: { ...NetConfig, ExtranetUrl }, ...rest })
}
