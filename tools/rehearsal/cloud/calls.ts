/** A request that reached the stand-in. */
export interface CloudCall {
  /** cam, cls, cos, scf, ssm or tag; otherwise the unknown host */
  service: string
  /** The API's action; for the object store, the method and key */
  action: string
  /** Without key and signature; empty for objects */
  parameters: Record<string, unknown>
  /** `ok`, `dead` (unknown host), or the error's code */
  outcome: string
  signature: 'HmacSHA256' | 'TC3' | 'COS' | 'none'
}

/** Whether a call was meant to change something in the cloud. */
export function isWrite({ service, action, outcome }: CloudCall): boolean {
  if (outcome === 'dead') return false
  return service === 'cos'
    ? !/^(GET|HEAD) /.test(action)
    : // a client that only wants the server's time sends no action
      !/^($|Get|List|Describe|Search)/.test(action)
}
