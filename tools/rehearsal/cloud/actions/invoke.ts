import { type Parameters } from '../api/parameters'
import { type FunctionRunner } from '../functions/run-functions'
import { functionOf, type State } from '../state'

/**
 * Calling functions through the API.
 * @see https://cloud.tencent.com/document/api/583/17243
 */
export function createInvokeActions(runner: FunctionRunner) {
  async function invoke(state: State, parameters: Parameters, event = '{}') {
    const { name } = functionOf(state, parameters)
    const { Qualifier = '$DEFAULT' } = parameters as { Qualifier?: string }
    const result = await runner.invoke(name, Qualifier, JSON.parse(event))
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
