import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Stage } from '../../contract'
import { openProject, type Project } from '../../project'
import { buildArchive } from '../archive/build-archive'
import { CHECKS, createSubject, examine } from '../doctor'
import { type CheckFinding } from '../doctor/check'
import { type Serverless } from './serverless'

/**
 * Tells the plugin, in a process of its own, which archive has been built and checked for it: the
 * hash of its content.
 */
export const PREPARED = 'DEPLOYMENT_PREPARED'

/**
 * What precedes every deployment, however it was started: the quick checks of the doctor, then the
 * archive. Resolves to the hash of the archive; undefined when a check failed.
 */
export async function prepareDeployment(
  project: Project,
  stage: Stage,
  { skipDoctor, log }: { skipDoctor: boolean; log: (line: string) => void }
): Promise<string | undefined> {
  if (!skipDoctor) {
    log('running the quick checks of the doctor')
    if (!(await isReady(project, stage, log))) return undefined
  }
  log('building and packing the functions')
  const { file, bytes } = await buildArchive(project, stage)
  log(`packed ${path.relative(project.root, file)} (${Math.ceil(bytes / 1024)} KB)`)
  return hashOf(readFileSync(file))
}

/**
 * Prepares a deployment that was started by `serverless deploy` itself. For one that is prepared,
 * throws an Error when the archive is no longer the one that was checked.
 */
export async function prepareUnlessDone(
  { service, serviceDir, cli }: Serverless,
  stage: Stage
): Promise<void> {
  const prepared = process.env[PREPARED]
  if (!prepared) {
    const project = openProject(path.dirname(serviceDir))
    const log = (line: string) => cli.log(line)
    if (await prepareDeployment(project, stage, { skipDoctor: false, log })) return
    throw new Error('fix what failed above')
  }
  const file = path.resolve(serviceDir, service.package.artifact ?? '')
  if (existsSync(file) && hashOf(readFileSync(file)) !== prepared)
    throw new Error(`${file} is not the archive that was checked: it was built again meanwhile`)
}

/** Identifies an archive's content: 12 hexadecimal digits. */
export function hashOf(archive: Buffer): string {
  return createHash('sha256').update(archive).digest('hex').slice(0, 12)
}

/** Prints only findings that are not ok. */
function isReady(project: Project, stage: Stage, log: (line: string) => void): Promise<boolean> {
  const checks = CHECKS.filter(({ isQuick }) => isQuick)
  const show = (line: string, finding?: CheckFinding) => {
    if (finding?.level !== 'ok' && finding?.level !== '-') log(line)
  }
  return examine(createSubject(project, stage), checks, { isOffline: false, show })
}
