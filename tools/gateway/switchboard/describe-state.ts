import { type Source } from '../../contract/environment-model'
import { type Stage, STAGES } from '../../contract/stages'
import { type RoutingTable } from '../routing/table'
import { type Publishing, WORKING } from './publishing'
import { type TableSet } from './tables'

const MAX_VERSIONS = 20

/** What the console shows of routes, environments and versions. */
export function describeState(tables: TableSet, publishing: Publishing, forcedSource?: Source) {
  const served = tables.current()
  return {
    forcedSource,
    environments: STAGES.map((name) => ({
      name,
      isWorking: name === WORKING,
      domain: served[name].settings.domain,
      version: served[name].version,
      problem: served[name].problem?.message,
      draft: describeDraft(name, publishing, tables),
      versions: listVersions(name, publishing),
      routes: describeRoutes(served[name], tables)
    }))
  }
}

function describeRoutes(table: RoutingTable, tables: TableSet) {
  return table.routes.map(({ operationId, method, path, function: name, source, settings }) => ({
    operationId,
    method,
    path,
    summary: summaryOf(table, path, method),
    function: name,
    source,
    /** What the settings' file has now: the source after the next publish. */
    written: tables.working().environments[table.environment].routes[operationId]?.source,
    settings
  }))
}

function summaryOf({ contract }: RoutingTable, path: string, method: string): string {
  const { paths } = contract.document as {
    paths?: Record<string, Record<string, { summary?: string }>>
  }
  return paths?.[path]?.[method.toLowerCase()]?.summary ?? ''
}

/** Whether a publish would change what is served, or why it would be refused. */
function describeDraft(name: Stage, publishing: Publishing, tables: TableSet) {
  if (name === WORKING) return { differs: false }
  const { contract, environments } = tables.working()
  try {
    return { differs: publishing.differs(name, contract, environments[name]) }
  } catch (error) {
    return { differs: true, problem: (error as Error).message }
  }
}

function listVersions(name: Stage, { stores }: Publishing) {
  const store = stores[name]
  const recent = store.versions().slice(-MAX_VERSIONS).reverse()
  return recent.map((version) => {
    try {
      const { manifest, hash } = store.read(version)
      const { publishedAt, note } = manifest
      return { version, publishedAt, note, hash: hash.slice(0, 12) }
    } catch (error) {
      return { version, problem: (error as Error).message }
    }
  })
}
