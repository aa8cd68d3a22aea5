import type { CustomDomain, Endpoint } from '../domain/custom-domain'
import { listDomains } from '../release/list-domains'
import { prefixOf, type OpenStage } from '../release/open-stage'
import { isOwn, listDeployed } from '../release/read-functions'
import type { ObjectStore } from './object-store'

/** All that is in the cloud of a stage, and what of it is somebody else's. */
export interface StageParts {
  functions: string[]
  /** With those of their rows that lead to the stage's functions */
  domains: { domain: CustomDomain; rows: Endpoint[]; fate: 'remove' | 'change' | 'leave' }[]
  /** What deployments have uploaded: keys in the object store */
  archives: string[]
  /** Functions with names of the stage, but without its tags */
  others: string[]
}

/** Changes nothing. */
export async function listStage(stage: OpenStage, store: ObjectStore): Promise<StageParts> {
  const { own, others } = await listDeployed(stage)
  const functions = own.map(({ FunctionName }) => FunctionName)
  const domains = await listDomains(stage.cloud, functions)
  const prefix = prefixOf(stage)
  const keys = await store.list(prefix)
  return {
    functions,
    domains: domains.map(({ domain, rows }) => {
      const isWhole = rows.length === domain.EndpointsConfig?.length
      const fate = !isWhole ? 'change' : isOwn(stage, domain) ? 'remove' : 'leave'
      return { domain, rows, fate }
    }),
    archives: keys.filter((key) => key.startsWith(prefix) && isUpload(key.slice(prefix.length))),
    others
  }
}

/**
 * The plugin's names of what it uploads, after service and stage: an archive, and the list of
 * functions. Another service's name may begin with both.
 */
function isUpload(rest: string): boolean {
  return /^([A-Za-z\d]{6}-\d{4}(-\d\d){5}\.zip|\d+\.json)$/.test(rest)
}
