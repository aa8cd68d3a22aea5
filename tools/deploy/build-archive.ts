import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readCloudEnvironment } from '../contract/read/cloud-environment'
import { GATEWAY_TABLE, writeArchive } from './archive/write-archive'
import { makeGatewayTable } from './gateway-table'
import { buildFunctions } from '../build'
import { openProject } from '../project'
import { buildCloudMock } from '../gateway'
import { interruptible } from '../common/signals'
import { readService } from './read-service'
import type { Stage } from './stage'

const ROOT = path.resolve(__dirname, '../..')

/**
 * Builds the functions that `serverlessYml` names, and the gateway's mocks where the stage has a
 * route that they answer; packs them with the stage's settings of the gateway, and writes the
 * archive where that file says. Gives the archive's path and its size in bytes. Throws a
 * ContractError for settings that the cloud has no use for.
 */
export async function buildArchive(
  serverlessYml = path.join(__dirname, '../../deploy', 'serverless.yml'),
  stage: Stage = 'test'
): Promise<{ file: string; bytes: number }> {
  const environment = readCloudEnvironment(path.join(ROOT, 'gateway-config'), stage)
  const service = readService({}, stage, serverlessYml)
  const file = path.resolve(path.dirname(serverlessYml), service.package.artifact ?? '')
  const bundles = Object.values(service.functions).map(({ handler }) => handler.split('.')[0])
  const archive = await inFolder(async (distDir) => {
    await buildFunctions(openProject(ROOT), distDir)
    if (environment.hasMocks) await buildCloudMock(openProject(ROOT), distDir)
    const table = makeGatewayTable(environment, service.functions)
    await writeFile(path.join(distDir, GATEWAY_TABLE), table)
    return writeArchive(distDir, bundles as string[])
  })
  await mkdir(path.dirname(file), { recursive: true })
  // whoever deploys the stage at the same moment reads a whole archive
  await writeFile(`${file}.${process.pid}`, archive)
  await rename(`${file}.${process.pid}`, file)
  return { file, bytes: archive.length }
}

/** In a folder that is gone afterwards, and when it is interrupted. */
async function inFolder<T>(work: (folder: string, signal: AbortSignal) => Promise<T>): Promise<T> {
  return interruptible(async (signal) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'weapp-scf-dist-'))
    try {
      return await work(folder, signal)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}
