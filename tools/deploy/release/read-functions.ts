import { createHash } from 'node:crypto'
import { readDescription } from '../cloud/description'
import { type DeployedFunction, getFunction } from '../cloud/functions'
import { isOwnFunction, tagsOf } from '../cloud/ownership'
import { readPages } from '../cloud/pages'
import { listTriggers, urlOf } from '../cloud/triggers'
import { type OpenStage, prefixOf } from '../settings/open-stage'
import { readLive } from './alias'
import { type Alias, listVersions, type PublishedVersion } from './versions'

/** A function with what GetFunction returns beyond the settings that are deployed. */
type FoundFunction = DeployedFunction & {
  CodeSize?: number
  Handler?: string
  ModTime?: string
  Layers?: unknown
  ClsTopicId?: string | null
}

/** A function of a stage, with its versions and its alias. */
export interface StageFunction {
  /** The name in the cloud */
  name: string
  /** The name in serverless.yml */
  shortName: string
  found: FoundFunction
  /** Identifies what $LATEST is: see `contentOf` */
  content: string
  /** The archive's hash, if the deployment recorded it */
  code: string
  /** Whether it is called by HTTP: such calls can be split between versions */
  isCalled: boolean
  /** The address of its function URL */
  url?: string
  alias: Alias
  /** Newest first */
  versions: PublishedVersion[]
}

/**
 * Reads the deployed functions of a stage, by name. Functions that neither tags nor description
 * show to be ours are not, whatever their names. Throws an Error that says what to do when there
 * are none.
 */
export async function readFunctions(stage: OpenStage): Promise<StageFunction[]> {
  const { own } = await listDeployed(stage)
  if (own.length) return Promise.all(own.map((found) => readFunction(stage, found)))
  throw new Error(
    `nothing of ${stage.service} is deployed to ${stage.stage} in ${stage.region}: ` +
      `run \`npm run deploy -- --stage ${stage.stage}\` first`
  )
}

/** Lists functions with the stage's names: its own, and the names of those that are not. */
export async function listDeployed(
  stage: OpenStage
): Promise<{ own: FoundFunction[]; others: string[] }> {
  const names = await listNames(stage)
  const found = await Promise.all(names.map((name) => getFunction(stage.cloud, name)))
  const there = found.filter((one): one is FoundFunction => one !== undefined)
  const tags = tagsOf(stage.service, stage.stage)
  const own = there.filter((one) => isOwnFunction(one, tags))
  const others = there.filter((one) => !own.includes(one)).map(({ FunctionName }) => FunctionName)
  return { own, others }
}

async function listNames(stage: OpenStage): Promise<string[]> {
  const SearchKey = prefixOf(stage)
  const found = await readPages<{ FunctionName: string }>('Functions', (range) =>
    stage.cloud('scf', 'ListFunctions', { SearchKey, ...range })
  )
  const names = found.map(({ FunctionName }) => FunctionName)
  return names.filter((name) => name.startsWith(SearchKey)).sort()
}

async function readFunction(stage: OpenStage, found: FoundFunction): Promise<StageFunction> {
  const { cloud } = stage
  const { FunctionName: name } = found
  const [triggers, alias, versions] = await Promise.all([
    listTriggers(cloud, name),
    readLive(cloud, name),
    listVersions(cloud, name)
  ])
  const url = triggers.map(urlOf).find(Boolean)
  return {
    name,
    shortName: name.slice(prefixOf(stage).length),
    found,
    content: contentOf(found),
    code: readDescription(found.Description).code ?? 'unknown',
    isCalled: triggers.some(({ Type }) => Type === 'http'),
    ...(url && { url }),
    alias,
    versions
  }
}

/**
 * Identifies what would be published now: equal for equal code and configuration. SCF returns only
 * the size of the code, so the description counts, where a deployment records the archive's hash.
 */
function contentOf(found: FoundFunction): string {
  const { PublicNetConfig, Environment, VpcConfig } = found
  const variables = (Environment?.Variables ?? []).map(({ Key, Value }) => [Key, Value]).sort()
  const { MaxConcurrency = 1 } = found.InstanceConcurrencyConfig ?? {}
  const facts = [
    [found.Description, found.CodeSize, found.Handler, found.Role, found.Layers ?? []],
    [found.MemorySize, found.Timeout, found.InitTimeout, MaxConcurrency],
    [VpcConfig?.VpcId, VpcConfig?.SubnetId, found.ClsTopicId],
    [PublicNetConfig?.PublicNetStatus, PublicNetConfig?.EipConfig?.EipStatus],
    variables
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 12)
}
