import { type Stage, STAGES } from '../../contract'
import { type Project } from '../../project'
import { readService, type ServerlessService } from '../../serverless-yml'
import { type Cloud, readOnly } from '../cloud/client'
import { createCloud } from '../cloud/create-cloud'
import { readCredentials } from '../cloud/credentials'
import { request } from '../cloud/http'
import { readSettings, type StageSettings } from '../settings/settings'
import { askDatabase, type DatabaseFacts } from './ask-database'
import { certificateOf, lookAt, type Seen, type SeenCertificate } from './outside'

/**
 * What the checks examine: a stage as this project describes it, and what can be asked about it.
 */
export interface Subject {
  stage: Stage
  project: Project
  settings: StageSettings
  /** The settings of the other stages, as far as their files are here */
  others: [Stage, StageSettings][]
  service: ServerlessService
  /** A client that only reads. Throws without a key. */
  cloud: () => Cloud
  /** The cloud's clock */
  cloudDate: () => Promise<Date>
  /** Asks once; rejects when the database cannot be reached from here. */
  database: () => Promise<DatabaseFacts>
  /** What an address on the internet looks like from here */
  lookAt: (url: string) => Promise<Seen>
  /** The certificate with which a host answers; undefined when it does not */
  certificateOf: (host: string) => Promise<SeenCertificate | undefined>
}

const TIMEOUT_MS = 10_000

export function createSubject(project: Project, stage: Stage, env?: StageSettings): Subject {
  const settings = readSettings(project, stage, env)
  const service = readService(project.serverlessFile, stage, settings)
  const others = STAGES.filter((other) => other !== stage)
  let database: Promise<DatabaseFacts> | undefined
  return {
    stage,
    project,
    settings,
    others: others.map((other) => [other, readSettings(project, other, {})]),
    service,
    cloud: () => readOnly(createCloud(readCredentials(settings), service.provider.region)),
    async cloudDate() {
      const url = 'https://scf.tencentcloudapi.com/'
      const { headers } = await request(url, { method: 'HEAD', timeoutMs: TIMEOUT_MS })
      return new Date(headers.get('date') ?? NaN)
    },
    database: () => (database ??= askDatabase(settings.DATABASE_URL, project.migrationsDir)),
    lookAt,
    certificateOf
  }
}
