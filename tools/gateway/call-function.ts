import type { Scf } from '../scf'
import type { GatewayRequest, Reply } from './types'

/** Asks a function by name, as its custom domain would: all checks are the function's. */
export type CallFunction = (name: string, request: GatewayRequest) => Promise<Reply>

export function createFunctionCaller(scf: Pick<Scf, 'request'> | undefined): CallFunction {
  return async (name, request) => {
    if (!scf) throw new Error(`no runtime for function "${name}"`)
    const { instance, cold, ...answer } = await scf.request(name, request)
    const where = instance && `#${instance} ${cold ? 'cold' : 'warm'}`
    return { ...answer, source: `function:${name}${where}` }
  }
}
