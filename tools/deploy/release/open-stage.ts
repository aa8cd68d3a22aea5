import { createCloud, readOnly, type Cloud } from '../cloud/client'
import { readCredentials } from '../cloud/credentials'
import { readService } from '../read-service'
import { readSettings } from '../settings'
import type { Stage, StageOptions } from '../stage'

/** A stage of the service, and what calls the cloud for it. */
export interface OpenStage {
  cloud: Cloud
  /** As serverless.yml names it. */
  service: string
  stage: Stage
  region: string
}

/**
 * Takes the key from the environment, else from .env.<stage>. With `dryRun` nothing can be written.
 * Throws an Error that names what is missing.
 */
export function openStage(
  { stage, dryRun }: StageOptions,
  env: Record<string, string | undefined>
): OpenStage {
  const settings = readSettings(stage, env)
  const { service, provider } = readService(settings, stage)
  const cloud = createCloud(readCredentials(settings), provider.region)
  return { cloud: dryRun ? readOnly(cloud) : cloud, service, stage, region: provider.region }
}

/** A function of the stage is named so, and then as in serverless.yml. */
export function prefixOf({ service, stage }: Pick<OpenStage, 'service' | 'stage'>): string {
  return `${service}-${stage}-`
}
