import path from 'node:path'
import { readEnvFile } from '../../common/env-file'
import {
  type CloudEnvironment,
  loadCloudEnvironment,
  loadGenerated,
  type Stage
} from '../../contract'
import { type Project } from '../../project'
import { listEnvNames, listNeededSettings } from '../../serverless-yml'

export type StageSettings = Record<string, string | undefined>

/**
 * Reads a stage's settings from `.env.<stage>`; the environment wins. Spaces around a value are
 * removed, and an empty value counts as not set, so that its default applies.
 */
export function readSettings(
  { root }: Pick<Project, 'root'>,
  stage: Stage,
  env: StageSettings = process.env
): StageSettings {
  const written = readEnvFile(path.join(root, `.env.${stage}`))
  return { ...dropEmpty(written), ...dropEmpty(env) }
}

/**
 * Checks that every setting that serverless.yml needs is set, and that its value arrives as it is.
 * With a secret store (SECRETS_NAME), settings may be missing and are returned empty. Throws one
 * Error that lists all missing settings with their lines; it never contains a value.
 */
export function completeSettings(
  { serverlessFile }: Pick<Project, 'serverlessFile'>,
  settings: StageSettings,
  stage: Stage
): StageSettings {
  const missing = listNeededSettings(serverlessFile).filter(({ name }) => !settings[name])
  if (missing.length && !settings.SECRETS_NAME) {
    const lines = missing.map(({ name, place }) => `  ${name} (${place})`)
    const where = `the environment or in .env.${stage} (.env.example explains them)`
    throw new Error(`set these in ${where}:\n${lines.join('\n')}`)
  }
  // the Serverless Framework looks for variables in values, too
  const replaced = listEnvNames(serverlessFile).filter((name) => settings[name]?.includes('${'))
  if (replaced.length)
    throw new Error(
      `${replaced.join(', ')}: the Serverless Framework would replace what \${...} stands for: ` +
        'write $ as %24 in an address, and choose another value elsewhere'
    )
  return { ...Object.fromEntries(missing.map(({ name }) => [name, ''])), ...settings }
}

/** Reads the gateway settings with which a stage is deployed. Rejects with a ContractError. */
export function readEnvironment(project: Project, stage: Stage): Promise<CloudEnvironment> {
  return loadCloudEnvironment(project, stage, loadGenerated(project.generatedDir))
}

function dropEmpty(settings: StageSettings): StageSettings {
  const trimmed = Object.entries(settings).map(([name, value]) => [name, value?.trim()] as const)
  return Object.fromEntries(trimmed.filter(([, value]) => value))
}
