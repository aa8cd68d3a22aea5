import { randomUUID } from 'node:crypto'
import type { Action } from './actions'
import { ApiError } from './api-error'
import type { Call } from './call'
import type { FaultChecks } from './faults'
import { checkParameters, unflatten, type Parameters } from './parameters'
import { checkFormSignature, checkTc3Signature, type SignedRequest } from './signature'
import type { State } from './state'

/** What the older signature carries in the form, beside the action's own parameters */
const COMMON =
  /^(Action|Version|Region|Language|Nonce|Timestamp|SecretId|Signature(Method)?|RequestClient|Token)$/

const VERSIONS: Record<string, string> = {
  scf: '2018-04-16',
  cam: '2019-01-16',
  tag: '2018-08-13',
  cls: '2020-10-16',
  ssm: '2019-09-23'
}

interface Asked {
  service: string
  action: string
  version: string
  parameters: Parameters
  signature: Call['signature']
  /** Whose key it is signed with, where it is a role's */
  check: () => string | undefined
}

/**
 * Makes what answers `<service>.tencentcloudapi.com`: signature, parameters, then the action.
 * Records every call.
 */
export function createApi(
  state: State,
  actions: Record<string, Action>,
  faults: FaultChecks,
  calls: Call[]
) {
  async function run({ service, action, version, parameters, check }: Asked): Promise<object> {
    const role = check()
    const name = `${service}.${action}`
    if (version !== VERSIONS[service])
      throw new ApiError('NoSuchVersion', `${service} has no version ${version}`)
    checkParameters(name, parameters)
    if (role && name !== 'ssm.GetSecretValue')
      throw new ApiError('UnauthorizedOperation', `the role ${role} may not call ${name}`)
    faults.check(action)
    return (await actions[name]?.(state, parameters, role)) ?? {}
  }

  return async (request: SignedRequest): Promise<string> => {
    const RequestId = randomUUID()
    const asked = read(request, state)
    const { service, action, parameters, signature } = asked
    const call: Call = { service, action, parameters, signature, outcome: 'ok' }
    calls.push(call)
    try {
      return JSON.stringify({ Response: { ...(await run(asked)), RequestId } })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      call.outcome = error.code
      const Error = { Code: error.code, Message: error.message }
      return JSON.stringify({ Response: { Error, RequestId } })
    }
  }
}

function read(request: SignedRequest, state: State): Asked {
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
