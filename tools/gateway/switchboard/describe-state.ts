import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../contract/read/environments'
import { WORKING, type Publishing } from './publishing'
import type { TableSet } from './tables'
import type { SwitchedTable } from './types'

const MOST_VERSIONS = 20

/** All that the console shows of routes, environments and versions. */
export function describeState(tables: TableSet, publishing: Publishing, forcedSource?: string) {
  const served = tables.current()
  return {
    forcedSource,
    environments: ENVIRONMENT_NAMES.map((name) => ({
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

function describeRoutes(table: SwitchedTable, tables: TableSet) {
  return table.routes.map(({ operationId, method, path, function: name, source, settings }) => ({
    operationId,
    method,
    path,
    summary: summaryOf(table, path, method),
    function: name,
    source,
    /** As the settings' file has it: what the next publish would bring. */
    written: tables.working().environments[table.environment].routes[operationId]?.source,
    settings
  }))
}

function summaryOf({ contract }: SwitchedTable, path: string, method: string): string {
  const { paths } = contract.document as {
    paths?: Record<string, Record<string, { summary?: string }>>
  }
  return paths?.[path]?.[method.toLowerCase()]?.summary ?? ''
}

/** Whether a publish would change what is served; why there can be none. */
function describeDraft(name: EnvironmentName, publishing: Publishing, tables: TableSet) {
  if (name === WORKING) return { differs: false }
  const { contract, environments } = tables.working()
  try {
    return { differs: publishing.differs(name, contract, environments[name]) }
  } catch (error) {
    return { differs: true, problem: (error as Error).message }
  }
}

function listVersions(name: EnvironmentName, { stores }: Publishing) {
  const store = stores[name]
  const recent = store.versions().slice(-MOST_VERSIONS).reverse()
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
