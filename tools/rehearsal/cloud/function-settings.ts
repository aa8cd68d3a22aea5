import path from 'node:path'
import type { FunctionSettings } from '../../scf'
import { roleKey } from './keys'
import type { CloudFunction, State, Version } from './state'

/** What the local SCF runtime needs to run a version that is unpacked in `folder`. */
export function functionSettings(
  { account }: State,
  found: CloudFunction,
  version: Version,
  { folder, network }: { folder: string; network: Record<string, string> }
): FunctionSettings {
  const told = version.configuration as {
    Handler: string
    Role?: string
    Timeout: number
    InitTimeout: number
    MemorySize: number
    InstanceConcurrencyConfig?: { MaxConcurrency?: number }
    Environment?: { Variables?: { Key: string; Value: string }[] }
  }
  const variables = told.Environment?.Variables ?? []
  const [file = '', handler = ''] = told.Handler.split('.')
  const memoryMb = Number(told.MemorySize)
  return {
    name: found.name,
    // scf_bootstrap starts the bundle of the name's last part
    bundle: path.join(folder, `${found.type === 'HTTP' ? found.name.split('-').at(-1) : file}.js`),
    type: found.type === 'HTTP' ? 'web' : 'event',
    event: 'url',
    handler,
    timeoutSeconds: Number(told.Timeout),
    initTimeoutSeconds: Number(told.InitTimeout),
    memoryMb,
    concurrency: Number(told.InstanceConcurrencyConfig?.MaxConcurrency ?? 1),
    maxInstances: Math.floor((found.reservedMb || 128_000) / memoryMb),
    environment: {
      ...network,
      ...(told.Role && keyVariables(roleKey(account, told.Role))),
      ...Object.fromEntries(variables.map(({ Key, Value }) => [Key, Value]))
    },
    timers: [],
    region: account.region
  }
}

/** cloud.tencent.com/document/product/583/32748 */
function keyVariables({ secretId, secretKey, token }: ReturnType<typeof roleKey>) {
  return {
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: secretKey,
    TENCENTCLOUD_SESSIONTOKEN: token
  }
}
