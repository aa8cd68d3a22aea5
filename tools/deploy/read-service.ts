import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import type { Stage } from './stage'
import type { Service, ServiceEntry } from './plugin/serverless'

export type ReadService = Service & { provider: ServiceEntry & { region: string } }

/**
 * serverless.yml as the Serverless Framework understands it: with the stage, and with the settings
 * that it takes from the environment; those that are missing are empty.
 */
export function readService(
  settings: Record<string, string | undefined>,
  stage: Stage,
  file = path.join(__dirname, '../../deploy', 'serverless.yml')
): ReadService {
  const filled = readFileSync(file, 'utf8')
    .replace(/\$\{env:(\w+)(?:, *'([^']*)')?\}/g, (_all, name: string, otherwise = '') =>
      // a text of JSON is one of YAML
      JSON.stringify(settings[name] ?? String(otherwise))
    )
    .replaceAll('${sls:stage}', stage)
  return parse(filled) as ReadService
}
