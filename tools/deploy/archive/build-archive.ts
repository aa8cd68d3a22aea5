import { readdirSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildFunctions } from '../../build'
import { birthOf } from '../../common/processes'
import { interruptible } from '../../common/signals'
import { type Stage } from '../../contract'
import { buildCloudMock } from '../../gateway'
import { type Project } from '../../project'
import { readService } from '../../serverless-yml'
import { readEnvironment, readSettings } from '../settings/settings'
import { makeGatewayTable } from './gateway-table'
import { chooseNode } from './node-program'
import { BOOTSTRAP, GATEWAY_TABLE, writeArchive } from './write-archive'

/**
 * Builds the functions of serverless.yml, and the mock function if a route of the stage is mocked;
 * packs them with the stage's gateway settings and writes the archive where serverless.yml expects
 * it. Returns its path and its size in bytes. Throws a ContractError for settings that make no
 * sense in the cloud.
 */
export async function buildArchive(
  project: Project,
  stage: Stage
): Promise<{ file: string; bytes: number }> {
  const environment = await readEnvironment(project, stage)
  const service = readService(project.serverlessFile, stage, readSettings(project, stage))
  const file = path.resolve(project.deployDir, service.package.artifact ?? '')
  const bundles = Object.values(service.functions).map(({ handler }) => handler.split('.')[0])
  const archive = await inTemporaryFolder(async (distDir, signal) => {
    // a build that fails because it was interrupted has no message of its own
    const checkInterruption = () => signal.throwIfAborted()
    await buildFunctions(project, distDir).finally(checkInterruption)
    if (environment.hasMocks) await buildCloudMock(project, distDir).finally(checkInterruption)
    const bootstrap = path.join(distDir, BOOTSTRAP)
    const text = chooseNode(await readFile(bootstrap, 'utf8'), service.provider.runtime ?? '')
    await writeFile(bootstrap, text)
    const table = makeGatewayTable(environment, service.functions)
    await writeFile(path.join(distDir, GATEWAY_TABLE), table)
    return writeArchive(distDir, bundles as string[])
  })
  await mkdir(path.dirname(file), { recursive: true })
  removeLeftovers(file)
  // a deployment of the same stage that runs at this moment never reads half an archive
  await writeFile(`${file}.${process.pid}`, archive)
  await rename(`${file}.${process.pid}`, file)
  return { file, bytes: archive.length }
}

/**
 * Removes what deployments that were killed have left beside an archive: `<file>.<process>`, and
 * `<file>.<process>.zip`, of processes that have ended.
 */
export function removeLeftovers(file: string): void {
  const folder = path.dirname(file)
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${path.basename(file)}.`)) continue
    const [, pid] = /\.(\d+)(\.zip)?$/.exec(name) ?? []
    if (pid && birthOf(Number(pid)) === undefined) rmSync(path.join(folder, name), { force: true })
  }
}

/** The folder is removed afterwards, and on interruption. */
function inTemporaryFolder<T>(
  work: (folder: string, signal: AbortSignal) => Promise<T>
): Promise<T> {
  return interruptible(async (signal) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'scf-dist-'))
    try {
      return await work(folder, signal)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}
