import { type Scf } from '../../scf'
import { type GatewayRequest } from '../server/incoming'
import { type GatewayReply, RESERVED_HEADERS } from '../server/outgoing'

/** Sends a request to a function by name, as its custom domain would: the function checks it. */
export type CallFunction = (name: string, request: GatewayRequest) => Promise<GatewayReply>

export function createFunctionCaller(scf: Pick<Scf, 'request'> | undefined): CallFunction {
  return async (name, request) => {
    if (!scf) throw new Error(`no runtime for function "${name}"`)
    const { instance, cold, bytes, ...answer } = await scf.request(name, request)
    const headers = Object.fromEntries(
      Object.entries(answer.headers).filter(([header]) => !RESERVED_HEADERS.has(header))
    )
    const where = instance && `#${instance} ${cold ? 'cold' : 'warm'}`
    return { ...answer, headers, body: bytes ?? answer.body, source: `function:${name}${where}` }
  }
}
