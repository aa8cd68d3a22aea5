import { randomUUID } from 'node:crypto'
import { type Action } from '../actions'
import { type CloudCall } from '../calls'
import { type FaultChecks } from '../faults'
import { type State } from '../state'
import { ApiError } from './api-error'
import { runWithLag } from './lag'
import { writeNothing } from './nothing'
import { checkParameters, type Parameters, unflatten } from './parameters'
import { VERSIONS } from './sdk-models'
import { checkFormSignature, checkTc3Signature, type SignedRequest } from './signature'

/** Form fields of the older signature that are not the action's own parameters. */
const COMMON =
  /^(Action|Version|Region|Language|Nonce|Timestamp|SecretId|Signature(Method)?|RequestClient|Token)$/

/** What a client can repeat, after a look at what is there. */
const MAY_FAIL = /^(Get|List|Update|Put|CreateFunction|CreateTrigger)/

interface ApiRequest {
  service: string
  action: string
  version: string
  parameters: Parameters
  signature: CloudCall['signature']
  /** Checks the signature; returns the role whose key it was made with, if it was a role's. */
  check: () => string | undefined
}

/**
 * Answers requests to `<service>.tencentcloudapi.com`: checks signature and parameters, runs the
 * action. Records every call.
 */
export function createApi(
  state: State,
  actions: Record<string, Action>,
  faults: FaultChecks,
  calls: CloudCall[]
) {
  let count = 0

  async function run(request: ApiRequest): Promise<object> {
    const { service, action, version, parameters, signature, check } = request
    const role = check()
    const name = `${service}.${action}`
    if (version !== VERSIONS[service])
      throw new ApiError('NoSuchVersion', `${service} has no version ${version}`)
    checkParameters(name, parameters, signature === 'TC3' ? state.truth.numbers : 'as text')
    if (role && name !== 'ssm.GetSecretValue')
      throw new ApiError('UnauthorizedOperation', `the role ${role} may not call ${name}`)
    faults.check(action)
    const { failingCalls } = state.truth
    if (
      failingCalls &&
      signature === 'TC3' &&
      MAY_FAIL.test(action) &&
      ++count % failingCalls === 0
    )
      throw new ApiError('InternalError', 'try again')
    const run = async () => (await actions[name]?.(state, parameters, role)) ?? {}
    const reply = await runWithLag(state, name, parameters, run)
    // the plugin's own calls, which are signed otherwise, are known to get along
    return signature === 'TC3' ? writeNothing(state.truth, reply) : reply
  }

  return async (request: SignedRequest): Promise<string> => {
    const RequestId = randomUUID()
    const read = readRequest(request, state)
    const { service, action, parameters, signature } = read
    const call: CloudCall = { service, action, parameters, signature, outcome: 'ok' }
    calls.push(call)
    try {
      return JSON.stringify({ Response: { ...(await run(read)), RequestId } })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      call.outcome = error.code
      const Error = { Code: error.code, Message: error.message }
      return JSON.stringify({ Response: { Error, RequestId } })
    }
  }
}

function readRequest(request: SignedRequest, state: State): ApiRequest {
  const { host, headers, body } = request
  const service = host.split('.')[0] ?? ''
  if (headers.authorization)
    return {
      service,
      action: headers['x-tc-action'] ?? '',
      version: headers['x-tc-version'] ?? '',
      parameters: JSON.parse(body.toString() || '{}') as Parameters,
      signature: 'TC3',
      check: () => checkTc3Signature(request, state).role
    }
  const form = Object.fromEntries(new URLSearchParams(body.toString()))
  const own = Object.entries(form).filter(([name]) => !COMMON.test(name))
  return {
    service,
    action: form.Action ?? '',
    version: form.Version ?? '',
    parameters: unflatten(Object.fromEntries(own)),
    signature: form.SignatureMethod === 'HmacSHA256' ? 'HmacSHA256' : 'none',
    check: () => {
      checkFormSignature(request, form, state.account)
      return undefined
    }
  }
}
