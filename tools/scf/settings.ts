import { DEFAULT_REGION, type FunctionSettings } from '../serverless-yml'

export const NAMESPACE = 'default'
export const FUNCTION_VERSION = '$LATEST'
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
    TENCENTCLOUD_REGION: settings.region ?? DEFAULT_REGION,
    TENCENTCLOUD_APPID: APP_ID,
    SCF_NAMESPACE: NAMESPACE,
    SCF_FUNCTIONNAME: settings.name,
    SCF_FUNCTIONVERSION: FUNCTION_VERSION,
    ...settings.environment
  }
}
