import path from 'node:path'
import { createCloud, readOnly, type Cloud } from '../cloud/client'
import { readCredentials } from '../cloud/credentials'
import { ask } from '../cloud/http'
import { readService, type ReadService } from '../read-service'
import { readSettings } from '../settings'
import { STAGES, type Stage } from '../stage'
import { askDatabase, type DatabaseFacts } from './ask-database'

export type Settings = Record<string, string | undefined>

/** What is examined: a stage as it is written here, and what can be asked about it. */
export interface Subject {
  stage: Stage
  /** The project's folder */
  root: string
  settings: Settings
  /** Those of the stages beside it, as far as their files are here */
  others: [Stage, Settings][]
  service: ReadService
  /** Calls what reads, and nothing else. Throws without a key. */
  cloud: () => Cloud
  /** The cloud's clock. */
  cloudDate: () => Promise<Date>
  /** Rejects when it cannot be seen from here; asked once. */
  database: () => Promise<DatabaseFacts>
}

const ROOT = path.resolve(__dirname, '../../..')
const TIMEOUT_MS = 10_000

export function createSubject(stage: Stage, env: Settings, root = ROOT): Subject {
  const settings = readSettings(stage, env, root)
  const service = readService(settings, stage, path.join(root, 'deploy', 'serverless.yml'))
  let database: Promise<DatabaseFacts> | undefined
  return {
    stage,
    root,
    settings,
    others: STAGES.filter((one) => one !== stage).map((one) => [one, readSettings(one, {}, root)]),
    service,
    cloud: () => readOnly(createCloud(readCredentials(settings), service.provider.region)),
    async cloudDate() {
      const url = 'https://scf.tencentcloudapi.com/'
      const { headers } = await ask(url, { method: 'HEAD', timeoutMs: TIMEOUT_MS })
      return new Date(headers.get('date') ?? NaN)
    },
    database: () => (database ??= askDatabase(settings.DATABASE_URL, path.join(root, 'sql')))
  }
}
