import { LOCAL_RUN, RUN_ENVIRONMENT } from '../contract/door/run-environment'
import { DEFAULT_REGION, type FunctionSettings } from '../serverless-yml'

export const NAMESPACE = 'default'
export const FUNCTION_VERSION = '$LATEST'
/** A made-up account; the lengths are those of real ones */
export const APP_ID = '1250000000'
export const UIN = '100000000001'

/** For requests and responses; 6 MB: cloud.tencent.com/document/product/583/11637 */
export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024

export function regionOf({ region = DEFAULT_REGION }: FunctionSettings): string {
  return region
}

/**
 * The environment of an instance: the platform's own variables, of which one says that this is not
 * the cloud, then the function's; of ours only what Node needs to start.
 * @see https://cloud.tencent.com/document/product/583/32748
 */
export function instanceEnvironment(settings: FunctionSettings): Record<string, string> {
  const { roleKey, type } = settings
  const inherited: Record<string, string> = {}
  // Windows cannot open sockets without SystemRoot
  for (const name of ['PATH', 'SystemRoot']) {
    const value = process.env[name]
    if (value !== undefined) inherited[name] = value
  }
  return {
    ...inherited,
    TZ: 'UTC',
    [RUN_ENVIRONMENT]: LOCAL_RUN,
    TENCENTCLOUD_REGION: regionOf(settings),
    TENCENTCLOUD_APPID: APP_ID,
    SCF_NAMESPACE: NAMESPACE,
    SCF_FUNCTIONNAME: settings.name,
    SCF_FUNCTIONVERSION: FUNCTION_VERSION,
    // a web function gets its role's key with each request
    ...(roleKey &&
      type === 'event' && {
        TENCENTCLOUD_SECRETID: roleKey.secretId,
        TENCENTCLOUD_SECRETKEY: roleKey.secretKey,
        TENCENTCLOUD_SESSIONTOKEN: roleKey.token
      }),
    ...settings.environment
  }
}
