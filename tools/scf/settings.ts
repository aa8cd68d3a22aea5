/**
 * What the platform knows about a function. `readFunctions` makes these from deploy/serverless.yml.
 */
export interface FunctionSettings {
  name: string
  /** Absolute path of the CommonJS bundle */
  bundle: string
  /** event: `handler` is called with an event; web: the bundle is an HTTP server on PORT */
  type: 'event' | 'web'
  /**
   * What an event function is handed for an HTTP call: a function URL's event, or the (closing) API
   * gateway's
   */
  event: 'url' | 'apigw'
  /** The bundle's exported name */
  handler: string
  timeoutSeconds: number
  initTimeoutSeconds: number
  memoryMb: number
  /**
   * Requests one instance takes at once: 1..100 for a web function, always 1 for an event function
   */
  concurrency: number
  /** Reserved concurrency, in instances; a call that would need one more is answered 432 */
  maxInstances: number
  /** All that the instance sees, beside what the platform and Node itself set */
  environment: Record<string, string>
  timers: TimerSettings[]
  region?: string
}

/** A timer trigger: `cron` has SCF's seven fields, second to year, and means time in UTC+8. */
export interface TimerSettings {
  name: string
  cron: string
  enabled: boolean
  argument?: string
}

export const NAMESPACE = 'default'
export const FUNCTION_VERSION = '$LATEST'
export const REGION = 'ap-guangzhou'
/** Nobody's account: ten digits and twelve, as real ones have */
export const APP_ID = '1250000000'
export const UIN = '100000000001'

/**
 * The environment of an instance: the platform's own variables
 * (cloud.tencent.com/document/product/583/32748), then the function's, and nothing of ours but what
 * Node needs to start.
 */
export function instanceEnvironment(settings: FunctionSettings): Record<string, string> {
  const inherited: Record<string, string> = {}
  // Windows cannot open sockets without SystemRoot
  for (const name of ['PATH', 'SystemRoot']) {
    const value = process.env[name]
    if (value !== undefined) inherited[name] = value
  }
  return {
    ...inherited,
    TZ: 'UTC',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: settings.region ?? REGION,
    TENCENTCLOUD_APPID: APP_ID,
    SCF_NAMESPACE: NAMESPACE,
    SCF_FUNCTIONNAME: settings.name,
    SCF_FUNCTIONVERSION: FUNCTION_VERSION,
    ...settings.environment
  }
}
