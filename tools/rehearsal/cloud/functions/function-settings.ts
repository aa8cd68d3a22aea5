import path from 'node:path'
import { type FunctionSettings } from '../../../serverless-yml'
import { roleKey } from '../api/keys'
import { type CloudFunction, type State, type Version } from '../state'

/** What the local SCF runtime needs to run a version that is unpacked in `folder`. */
export function functionSettings(
  { account, truth }: State,
  found: CloudFunction,
  version: Version,
  { folder, network }: { folder: string; network: Record<string, string> }
): FunctionSettings {
  const configuration = version.configuration as {
    Handler: string
    Role?: string
    Timeout: number
    InitTimeout: number
    MemorySize: number
    InstanceConcurrencyConfig?: { MaxConcurrency?: number }
    Environment?: { Variables?: { Key: string; Value: string }[] }
  }
  const variables = configuration.Environment?.Variables ?? []
  const [file = '', handler = ''] = configuration.Handler.split('.')
  const memoryMb = Number(configuration.MemorySize)
  const key = configuration.Role ? roleKey(account, configuration.Role) : undefined
  // what scf_bootstrap starts: the bundle that is set, else the last part of the function's name
  const name = truth.functionName === 'set' ? found.name : ''
  const set = variables.find(({ Key }) => Key === 'FUNCTION_BUNDLE')
  const started = set?.Value ?? name.split('-').at(-1)
  return {
    name: found.name,
    bundle: path.join(folder, `${found.type === 'HTTP' ? started : file}.js`),
    type: found.type === 'HTTP' ? 'web' : 'event',
    event: 'url',
    handler,
    timeoutSeconds: Number(configuration.Timeout),
    initTimeoutSeconds: Number(configuration.InitTimeout),
    memoryMb,
    concurrency: Number(configuration.InstanceConcurrencyConfig?.MaxConcurrency ?? 1),
    maxInstances: Math.floor((found.reservedMb || 128_000) / memoryMb),
    environment: {
      ...network,
      ...(key && truth.roleKey === 'environment' && keyVariables(key)),
      ...(truth.functionName === 'missing' && { SCF_FUNCTIONNAME: '' }),
      ...Object.fromEntries(variables.map(({ Key, Value }) => [Key, Value]))
    },
    ...(key && truth.roleKey === 'headers' && { roleKey: key }),
    timers: [],
    region: account.region
  }
}

/** @see https://cloud.tencent.com/document/product/583/32748 */
function keyVariables({ secretId, secretKey, token }: ReturnType<typeof roleKey>) {
  return {
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    TENCENTCLOUD_SESSIONTOKEN: token
  }
}
