import { contradictingTag, missingTag, tagsOf } from '../cloud/ownership'
import { type CustomDomain, type DomainRow, listDomains } from '../domain/custom-domain'
import { listDeployed } from '../release/read-functions'
import { type OpenStage, prefixOf } from '../settings/open-stage'
import { type ObjectStore } from './object-store'

/** Everything that a stage has in the cloud. */
export interface StageParts {
  functions: string[]
  /** With the rows that point to the stage's functions */
  domains: { domain: CustomDomain; rows: DomainRow[]; fate: 'remove' | 'change' | 'leave' }[]
  /** Uploaded by deployments: keys in the object store */
  archives: string[]
  /** Functions that are named like the stage's but were not deployed from here */
  others: string[]
}

/** `ownDomain`: the stage's domain in environments.yaml. */
export async function listStage(
  stage: OpenStage,
  store: ObjectStore,
  ownDomain?: string
): Promise<StageParts> {
  const { own, others } = await listDeployed(stage)
  const functions = own.map(({ FunctionName }) => FunctionName)
  const domains = await listDomains(stage.cloud, functions)
  const prefix = prefixOf(stage)
  const keys = await store.list(prefix)
  return {
    functions,
    domains: domains.map(({ domain, rows }) => {
      const isWhole = rows.length === domain.EndpointsConfig?.length
      const tags = tagsOf(stage.service, stage.stage)
      const isNamed = domain.Domain === ownDomain && !contradictingTag(domain.Tags, tags)
      const isOwn = isNamed || !missingTag(domain.Tags, tags)
      const fate = !isWhole ? 'change' : isOwn ? 'remove' : 'leave'
      return { domain, rows, fate }
    }),
    archives: keys.filter((key) => key.startsWith(prefix) && isUpload(key.slice(prefix.length))),
    others
  }
}

/**
 * serverless-tencent-scf names its uploads so, after service and stage: archives, and lists of
 * functions. Another service's name may begin with the same prefix.
 */
function isUpload(rest: string): boolean {
  return /^([A-Za-z\d]{6}-\d{4}(-\d\d){5}\.zip|\d+\.json)$/.test(rest)
}
