import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { functionOf, type State } from '../state'

/** @see https://cloud.tencent.com/document/product/583/41138 */
const ASYNC_DEFAULTS = { RetryConfig: [{ RetryNum: 2 }], MsgTTL: 21_600 }
const MIN_TTL_SECONDS = 60

/** Calls that came as events: how often they are repeated, and for how long they are kept. */
export const invocationActions = {
  'scf.GetFunctionEventInvokeConfig': (state: State, parameters: Parameters) => ({
    AsyncTriggerConfig: functionOf(state, parameters).asyncCalls ?? ASYNC_DEFAULTS
  }),

  'scf.UpdateFunctionEventInvokeConfig'(state: State, parameters: Parameters) {
    const found = functionOf(state, parameters)
    const { AsyncTriggerConfig } = parameters as { AsyncTriggerConfig: typeof ASYNC_DEFAULTS }
    const { RetryConfig, MsgTTL } = AsyncTriggerConfig
    const retries = RetryConfig[0]?.RetryNum ?? NaN
    const isGood = retries >= 0 && retries <= 2
    if (!isGood || !(MsgTTL >= MIN_TTL_SECONDS && MsgTTL <= ASYNC_DEFAULTS.MsgTTL))
      throw new ApiError('InvalidParameterValue.AsyncTriggerConfig', 'out of range')
    found.asyncCalls = AsyncTriggerConfig
    return {}
  }
}
