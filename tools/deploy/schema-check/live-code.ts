import { createHash } from 'node:crypto'
import { unpack } from '../../common/archive'
import { type Cloud, orUndefined } from '../cloud/client'
import { ALIAS } from '../release/alias'

/** The live version of a function, unpacked on this machine. */
export interface LiveFunction {
  /** The name in serverless.yml */
  name: string
  version: string
  type: 'event' | 'web'
  /** <bundle>.<exported name>; SCF does not return it for a web function */
  handler: string
  memoryMb: number
  timeoutSeconds: number
  initTimeoutSeconds: number
  folder: string
}

/** Downloads the archive at an address that the cloud returned. */
export type Download = (url: string) => Promise<Buffer>

interface VersionReply {
  Type?: string
  Handler: string
  MemorySize: number
  Timeout: number
  InitTimeout: number
}

/**
 * Downloads the code that a function's $DEFAULT points to into `folder`; returns undefined when the
 * function is not deployed. Throws an Error when the download does not have the cloud's checksum.
 */
export async function fetchLiveFunction(
  cloud: Cloud,
  { name, FunctionName, folder }: { name: string; FunctionName: string; folder: string },
  download: Download
): Promise<LiveFunction | undefined> {
  const alias = await orUndefined(
    cloud<{ FunctionVersion: string }>('scf', 'GetAlias', { FunctionName, Name: ALIAS })
  )
  if (!alias) return undefined
  const { FunctionVersion: Qualifier } = alias
  const parameters = { FunctionName, Qualifier }
  const found = await cloud<VersionReply>('scf', 'GetFunction', parameters)
  const { Url, CodeSha256 } = await cloud<{ Url: string; CodeSha256?: string }>(
    'scf',
    'GetFunctionAddress',
    parameters
  )
  const archive = await download(Url)
  const digest = createHash('sha256').update(archive).digest()
  // the API's page does not say which of the two encodings it uses
  const checksums = [digest.toString('hex'), digest.toString('base64')]
  if (CodeSha256 && !checksums.includes(CodeSha256))
    throw new Error(`${FunctionName}: the download is not version ${Qualifier}: try again`)
  await unpack(archive, folder)
  return {
    name,
    version: Qualifier,
    type: found.Type === 'HTTP' ? 'web' : 'event',
    handler: found.Handler,
    memoryMb: Number(found.MemorySize),
    timeoutSeconds: Number(found.Timeout),
    initTimeoutSeconds: Number(found.InitTimeout),
    folder
  }
}
