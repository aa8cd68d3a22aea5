import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readArchive } from '../archive/read-archive'
import { isNotFound, type Cloud } from '../cloud/client'

/** A function as it answers now, unpacked on this machine. */
export interface LiveFunction {
  /** As in serverless.yml */
  name: string
  version: string
  type: 'event' | 'web'
  /** <bundle>.<exported name>; of a web function SCF knows none */
  handler: string
  memoryMb: number
  timeoutSeconds: number
  initTimeoutSeconds: number
  folder: string
}

/** Gets the archive at an address that the cloud gave. */
export type Download = (url: string) => Promise<Buffer>

interface Told {
  Type?: string
  Handler: string
  MemorySize: number
  Timeout: number
  InitTimeout: number
}

/**
 * Downloads the code that $DEFAULT of a function points to into `folder`; undefined when the
 * function is not deployed. Throws an Error when what arrives is not what the cloud says it holds.
 */
export async function fetchLiveFunction(
  cloud: Cloud,
  { name, FunctionName, folder }: { name: string; FunctionName: string; folder: string },
  download: Download
): Promise<LiveFunction | undefined> {
  const Qualifier = await liveVersion(cloud, FunctionName)
  if (Qualifier === undefined) return undefined
  const asked = { FunctionName, Qualifier }
  const told = await cloud<Told>('scf', 'GetFunction', asked)
  const { Url, CodeSha256 } = await cloud<{ Url: string; CodeSha256?: string }>(
    'scf',
    'GetFunctionAddress',
    asked
  )
  const archive = await download(Url)
  const sha256 = createHash('sha256').update(archive)
  const digest = sha256.digest()
  // the API's page does not say in which of the two it is
  const isIt = [digest.toString('hex'), digest.toString('base64')].includes(CodeSha256 ?? '')
  if (CodeSha256 && !isIt)
    throw new Error(`${FunctionName}: what was downloaded is not version ${Qualifier}: try again`)
  await unpack(archive, folder)
  return {
    name,
    version: Qualifier,
    type: told.Type === 'HTTP' ? 'web' : 'event',
    handler: told.Handler,
    memoryMb: Number(told.MemorySize),
    timeoutSeconds: Number(told.Timeout),
    initTimeoutSeconds: Number(told.InitTimeout),
    folder
  }
}

async function liveVersion(cloud: Cloud, FunctionName: string): Promise<string | undefined> {
  try {
    const asked = { FunctionName, Name: '$DEFAULT' }
    return (await cloud<{ FunctionVersion: string }>('scf', 'GetAlias', asked)).FunctionVersion
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

async function unpack(archive: Buffer, folder: string): Promise<void> {
  for (const [name, { bytes, mode }] of await readArchive(archive)) {
    const file = path.join(folder, name)
    // an archive is not trusted to stay in its folder
    if (!file.startsWith(folder + path.sep)) throw new Error(`archive: ${name} leads outside`)
    await mkdir(path.dirname(file), { recursive: true })
    if (!name.endsWith('/')) await writeFile(file, bytes, { mode: mode || 0o644 })
  }
}
