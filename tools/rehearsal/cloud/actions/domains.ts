import { ApiError } from '../api/api-error'
import { pageOf, type Parameters } from '../api/parameters'
import { functionOf, type State } from '../state'
import { type Domain, type DomainPath } from '../stored'

const PROTOCOLS = ['HTTP', 'HTTPS', 'HTTP&HTTPS']
const PATH = /^\/$|^(\/[\w.-]+)*(\/\*)?$/

/**
 * Custom domains and their path tables.
 * @see https://cloud.tencent.com/document/api/583/111926
 */
export const domainActions = {
  'scf.CreateCustomDomain'(state: State, parameters: Parameters) {
    const name = String(parameters.Domain)
    if (state.domains.has(name))
      throw new ApiError('ResourceInUse.CustomDomain', `a domain ${name} exists`)
    check(state, parameters)
    const { Tags, ...rest } = parameters
    const kept = state.truth.tagsAtCreation === 'set' ? { Tags } : {}
    state.domains.set(name, { ...rest, ...kept } as Domain)
    return {}
  },

  'scf.UpdateCustomDomain'(state: State, parameters: Parameters) {
    const existing = domainOf(state, parameters)
    const { Protocol, CertConfig } = parameters
    const isCertain = Protocol !== undefined && CertConfig !== undefined
    if (state.truth.domainCertificate === 'required' && !isCertain)
      throw new ApiError('InvalidParameterValue.CertConfig', 'HTTPS needs a certificate')
    const changed = { ...existing, ...parameters }
    check(state, changed)
    state.domains.set(changed.Domain, changed)
    return {}
  },

  'scf.GetCustomDomain': domainOf,

  'scf.ListCustomDomains': ({ domains }: State, parameters: Parameters) => ({
    Domains: pageOf([...domains.values()], parameters),
    Total: domains.size
  }),

  'scf.DeleteCustomDomain'(state: State, parameters: Parameters) {
    state.domains.delete(domainOf(state, parameters).Domain)
    return {}
  }
}

function domainOf({ domains }: State, { Domain: name }: Parameters): Domain {
  const found = domains.get(String(name))
  if (!found) throw new ApiError('ResourceNotFound.CustomDomain', `no domain ${String(name)}`)
  return found
}

function check(state: State, { Protocol, CertConfig, EndpointsConfig }: Parameters): void {
  if (!PROTOCOLS.includes(String(Protocol)))
    throw new ApiError('InvalidParameterValue.Protocol', `no protocol ${String(Protocol)}`)
  const { CertificateId } = (CertConfig ?? {}) as { CertificateId?: string }
  if (String(Protocol).includes('HTTPS') && !CertificateId)
    throw new ApiError('InvalidParameterValue.CertConfig', 'HTTPS needs a certificate')
  for (const { FunctionName, Qualifier, PathMatch } of EndpointsConfig as DomainPath[]) {
    if (!PATH.test(PathMatch))
      throw new ApiError('InvalidParameterValue.PathMatch', `no path ${PathMatch}`)
    const { triggers } = functionOf(state, { FunctionName })
    if (!triggers.some((one) => one.Type === 'http' && one.Qualifier === Qualifier))
      throw new ApiError(
        'FailedOperation.FunctionUrl',
        `${FunctionName} has no function URL for ${Qualifier}`
      )
  }
}
