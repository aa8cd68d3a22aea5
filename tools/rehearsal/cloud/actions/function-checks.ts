import { readArchive } from '../../../common/archive'
import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { type CloudFunction, type State } from '../state'
import { type Truth } from '../truth'

/** SCF's Node runtimes (https://cloud.tencent.com/document/product/583/11060), and CloudBase's */
const RUNTIMES = ['Nodejs12.16', 'Nodejs14.18', 'Nodejs16.13', 'Nodejs18.15', 'Nodejs20.19']

export function checkRuntime(runtime: unknown): void {
  if (!RUNTIMES.includes(String(runtime)))
    throw new ApiError('InvalidParameterValue.Runtime', `no runtime ${String(runtime)}`)
}

/** An empty name removes the role. */
export function checkRole({ roles }: State, parameters: Parameters): void {
  const { Role } = parameters as { Role?: string }
  if (Role && !roles.has(Role)) throw new ApiError('ResourceNotFound.Role', `no role ${Role}`)
}

/** Throws an ApiError for values that SCF does not accept. */
export function checkConfiguration(
  { truth }: State,
  { MemorySize = 128, Timeout = 3, Environment, InstanceConcurrencyConfig, ...rest }: Parameters,
  isWeb: boolean
): void {
  checkDescription(truth, rest)
  const memory = Number(MemorySize)
  if (memory !== 64 && !(memory >= 128 && memory <= 3072 && memory % 128 === 0))
    throw new ApiError('InvalidParameterValue.MemorySize', `no MemorySize ${memory}`)
  if (!(Number(Timeout) >= 1 && Number(Timeout) <= 900))
    throw new ApiError('InvalidParameterValue.Timeout', `no Timeout ${Number(Timeout)}`)
  if (InstanceConcurrencyConfig && !isWeb)
    throw new ApiError('InvalidParameterValue.InstanceConcurrencyConfig', 'only of web functions')
  const { Variables = [] } = (Environment ?? {}) as { Variables?: { Key: string; Value: string }[] }
  if (Buffer.byteLength(JSON.stringify(Variables)) > 4096)
    throw new ApiError('InvalidParameterValue.Environment', 'more than 4 KB of variables')
  for (const { Key } of Variables)
    if (/^(SCF_|QCLOUD_|TENCENTCLOUD_)/.test(Key))
      throw new ApiError('InvalidParameterValue.EnvironmentKey', `${Key} is reserved`)
}

/** Throws an ApiError for characters that the documents do not allow. */
export function checkDescription({ descriptions }: Truth, { Description = '' }: Parameters): void {
  if (
    descriptions === 'documented' &&
    !/^[\p{Script=Han}A-Za-z\d ,.\n]*$/u.test(String(Description))
  )
    throw new ApiError('InvalidParameterValue.Description', String(Description))
}

/** A function is created with a network or without one; empty ids may be refused. */
export function checkNetwork({ truth }: State, { VpcConfig }: Parameters): void {
  const { VpcId } = (VpcConfig ?? {}) as { VpcId?: string }
  if (VpcConfig && !VpcId && truth.emptyNetworks === 'refused')
    throw new ApiError('InvalidParameterValue.VpcConfig', 'VpcId is empty')
}

/** The archive in the parameters, or in the object store under their key. Throws an ApiError. */
export function storedObject(
  state: State,
  { CosBucketName, CosObjectName, ZipFile }: Parameters
): Buffer {
  if (typeof ZipFile === 'string') return Buffer.from(ZipFile, 'base64')
  const bucket = state.buckets.get(`${String(CosBucketName)}-${state.account.appId}`)
  const stored = bucket?.get(String(CosObjectName).replace(/^\//, ''))
  if (stored) return stored
  throw new ApiError('InvalidParameterValue.CosObjectName', `no object ${String(CosObjectName)}`)
}

/** What SCF finds wrong with an archive when it unpacks it. */
export async function problemOf(
  code: Buffer,
  { type, latest }: CloudFunction
): Promise<string | undefined> {
  try {
    const files = await readArchive(code)
    if (type === 'HTTP')
      return (files.get('scf_bootstrap')?.mode ?? 0) & 0o100
        ? undefined
        : 'no program scf_bootstrap'
    const file = `${String(latest.configuration.Handler).split('.')[0]}.js`
    return files.has(file) ? undefined : `no ${file} in the archive`
  } catch (error) {
    return (error as Error).message
  }
}
