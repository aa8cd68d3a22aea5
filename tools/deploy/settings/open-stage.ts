import { type Stage } from '../../contract'
import { type Project } from '../../project'
import { readService } from '../../serverless-yml'
import { type Cloud, readOnly } from '../cloud/client'
import { createCloud } from '../cloud/create-cloud'
import { readCredentials } from '../cloud/credentials'
import { type StageOptions } from './options'
import { readSettings } from './settings'

/** A stage of the service, and the client that calls the cloud for it. */
export interface OpenStage {
  cloud: Cloud
  /** The service's name in serverless.yml */
  service: string
  stage: Stage
  region: string
  /** Instances that are kept ready of released versions, by the function's name in serverless.yml */
  provisioned?: Record<string, number>
}

/**
 * Opens a stage with the key from the environment or from .env.<stage>. With `dryRun` the client
 * refuses to write. Throws an Error that says which part of the key is missing.
 */
export function openStage(project: Project, { stage, dryRun }: StageOptions): OpenStage {
  const settings = readSettings(project, stage)
  const { service, provider, functions } = readService(project.serverlessFile, stage, settings)
  const { region } = provider
  const cloud = createCloud(readCredentials(settings), region)
  const provisioned = Object.fromEntries(
    Object.entries(functions).map(([name, entry]) => [
      name,
      Number(entry.provisionedInstances ?? 0)
    ])
  )
  return { cloud: dryRun ? readOnly(cloud) : cloud, service, stage, region, provisioned }
}

/** Says what a command begins with, because reading a stage takes a few seconds. */
export function announce(
  { service, stage, region }: Pick<OpenStage, 'service' | 'stage' | 'region'>,
  log: (line: string) => void
): void {
  log(`reading what ${service} has in ${stage}, ${region}`)
}

/** What the names of the stage's functions begin with; the rest is their name in serverless.yml. */
export function prefixOf({ service, stage }: Pick<OpenStage, 'service' | 'stage'>): string {
  return `${service}-${stage}-`
}
