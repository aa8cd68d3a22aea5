/** One request that reached the stand-in. */
export interface Call {
  /** cam, cls, cos, scf, ssm, tag; else the host that was asked in vain */
  service: string
  /** The API's action; for the object store, method and key */
  action: string
  /** What was asked, without key and signature; empty for objects */
  parameters: Record<string, unknown>
  /** `ok`, or the code of the refusal */
  outcome: string
  signature: 'HmacSHA256' | 'TC3' | 'COS' | 'none'
}

/** Whether a call was to change something in the cloud. */
export function isWrite({ service, action, outcome }: Call): boolean {
  if (outcome === 'dead') return false
  return service === 'cos'
    ? !/^(GET|HEAD) /.test(action)
    : // who only asks for the time names no action
      !/^($|Get|List|Describe|Search)/.test(action)
}
