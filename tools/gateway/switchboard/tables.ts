import { loadEnvironments, loadGenerated } from '../../contract'
import { type Environments, type Source } from '../../contract/environment-model'
import { byStage, type Stage, STAGES } from '../../contract/stages'
import { buildTable, type RoutingTable } from '../routing/table'
import { type CompiledContract, createCompiledContracts } from './compiled-contracts'
import { type RoutingTables } from './pick-environment'
import { type PublishingFiles, type Stores, WORKING } from './publishing'

interface TablesOptions extends Pick<
  PublishingFiles,
  'contractFile' | 'environmentsFile' | 'generatedDir'
> {
  stores: Stores
  /** Answers every route, whatever the settings say. */
  forcedSource?: Source
  /** The contract is only mocked and has no environments. */
  lenient?: boolean
  log(line: string): void
}

interface WorkingFiles extends CompiledContract {
  environments: Environments
}

export type TableSet = Awaited<ReturnType<typeof createTables>>

/**
 * The table of each environment, made from its published version or else from the working files. A
 * table is replaced as a whole; while a new one cannot be made, the previous one stays in force.
 * Rejects when the working files cannot be used.
 */
export async function createTables(options: TablesOptions) {
  const { contractFile, environmentsFile, stores, forcedSource, lenient, log } = options
  const generated = loadGenerated(options.generatedDir)
  const loadCompiled = createCompiledContracts(lenient ? { lenient } : generated)
  let working = await loadWorking()
  let tables: RoutingTables = {
    test: await loadFirst('test'),
    prepub: await loadFirst('prepub'),
    release: await loadFirst('release')
  }
  let lastChange: Promise<void> = Promise.resolve()

  async function loadWorking(): Promise<WorkingFiles> {
    const compiled = await loadCompiled(contractFile)
    const operationIds = compiled.contract.operations.map(({ operationId }) => operationId)
    const environments = lenient
      ? mockedEnvironments(operationIds)
      : await loadEnvironments(environmentsFile, operationIds, generated)
    return { ...compiled, environments }
  }

  function buildWorking(environment: Stage): RoutingTable {
    const { contract, routes, environments } = working
    const settings = environments[environment]
    return buildTable({ environment, settings, contract, routes, forcedSource })
  }

  async function loadServed(environment: Stage): Promise<RoutingTable> {
    const snapshot = environment === WORKING ? undefined : stores[environment].current()
    if (!snapshot) return buildWorking(environment)
    const compiled = await loadCompiled(snapshot.contractFile)
    const { settings, manifest } = snapshot
    const table = buildTable({ environment, settings, ...compiled, forcedSource })
    return { ...table, version: String(manifest.version) }
  }

  async function loadFirst(environment: Stage): Promise<RoutingTable> {
    try {
      return await loadServed(environment)
    } catch (error) {
      log(`${environment}: ${(error as Error).message}`)
      const message = `the published version of ${environment} cannot be served; the log has the reason`
      return { ...buildWorking(environment), problem: { code: 'SERVER_MISCONFIGURED', message } }
    }
  }

  async function useWorking(): Promise<void> {
    working = await loadWorking()
    const next = { ...tables }
    for (const stage of STAGES)
      if (next[stage].version === 'working' && !next[stage].problem)
        next[stage] = buildWorking(stage)
    tables = next
  }

  async function usePublished(stage: Stage): Promise<void> {
    try {
      const next = await loadServed(stage)
      if (next.version === 'working' && tables[stage].version !== 'working')
        log(`${stage}: its published versions are gone, so it serves the working files`)
      tables = { ...tables, [stage]: next }
    } catch (error) {
      log(`${stage}: ${(error as Error).message}\n${stage} still serves what it served before`)
    }
  }

  /** What is read first must not replace what was read later. */
  function inTurn(change: () => Promise<void>): Promise<void> {
    const done = lastChange.then(change)
    lastChange = done.catch(() => undefined)
    return done
  }

  return {
    current: () => tables,

    /** The working files, of which the next version is published. */
    working: () => working,

    /** Reads the working files again. Rejects when they cannot be used; then nothing changes. */
    useWorking: () => inTurn(useWorking),

    /** Reads what an environment was published or rolled back to. */
    usePublished: (stage: Stage) => inTurn(() => usePublished(stage))
  }
}

/** Every route is mocked in every environment, for every web page. */
function mockedEnvironments(operationIds: string[]): Environments {
  const routes = Object.fromEntries(operationIds.map((id) => [id, { source: 'mock' as const }]))
  const settings = { cors: { origins: ['*'] }, routes }
  return byStage(() => settings)
}
