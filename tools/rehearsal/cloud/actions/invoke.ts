import type { Parameters } from '../parameters'
import type { Running } from '../running'
import { functionOf, type State } from '../state'

/** Calls of functions by the API: cloud.tencent.com/document/api/583/17243 */
export function createInvokeActions(running: Running) {
  async function invoke(state: State, parameters: Parameters, event = '{}') {
    const { name } = functionOf(state, parameters)
    const { Qualifier = '$DEFAULT' } = parameters as { Qualifier?: string }
    const result = await running.invoke(name, Qualifier, JSON.parse(event))
    return {
      Result: {
        FunctionRequestId: result?.requestId,
        InvokeResult: result?.failure === undefined ? 0 : 1,
        RetMsg: result?.returned ?? '',
        ErrMsg: result?.failure ?? '',
        Log: ''
      }
    }
  }
  return {
    'scf.Invoke': (state: State, parameters: Parameters) =>
      invoke(state, parameters, parameters.ClientContext as string | undefined),
    'scf.InvokeFunction': (state: State, parameters: Parameters) =>
      invoke(state, parameters, parameters.Event as string | undefined)
  }
}
