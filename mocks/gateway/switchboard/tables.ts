import { readContract, type Contract } from '../../../gateway-config/compile'
import {
  ENVIRONMENT_NAMES,
  readEnvironments,
  type EnvironmentName,
  type Environments,
  type Source
} from '../../../gateway-config/environments'
import type { CompiledRoute } from '../types'
import { buildTable } from './build-table'
import { createCompiledContracts } from './compiled-contracts'
import { WORKING, type Stores } from './publishing'
import type { SwitchedTable } from './types'

export interface TablesOptions {
  environmentsFile: string
  stores: Stores
  /** Answers every route, whatever the settings say. */
  forcedSource?: Source
  log(line: string): void
}

type Tables = Record<EnvironmentName, SwitchedTable>

/**
 * The table of each environment: that of its published version, else that of the working files. A
 * table is made whole and then put in the place of the one before; what cannot be made leaves the one
 * before in force and is logged.
 */
export function createTables(options: TablesOptions) {
  const { environmentsFile, stores, forcedSource, log } = options
  const compiled = createCompiledContracts()
  let working: { contract: Contract; environments: Environments; routes: CompiledRoute[] }
  let tables: Tables | undefined

  function buildWorking(environment: EnvironmentName): SwitchedTable {
    const { contract, routes } = working
    const settings = working.environments[environment]
    return buildTable({ environment, settings, contract, routes, forcedSource })
  }

  function buildServed(name: EnvironmentName): SwitchedTable {
    const snapshot = name === WORKING ? undefined : stores[name].current()
    if (!snapshot) return buildWorking(name)
    const { settings } = snapshot
    const published = compiled.find(snapshot.contract, () => readContract(snapshot.contractFile))
    const table = buildTable({ environment: name, settings, ...published, forcedSource })
    const version = String(snapshot.manifest.version)
    return { ...table, version, functions: snapshot.functions }
  }

  function firstTable(name: EnvironmentName): SwitchedTable {
    try {
      return buildServed(name)
    } catch (error) {
      log(`${name}: ${(error as Error).message}`)
      const message = `the published version of ${name} cannot be served; the log says why`
      return { ...buildWorking(name), problem: { code: 'SERVER_MISCONFIGURED', message } }
    }
  }

  function readWorking(contract: Contract): void {
    const operationIds = contract.operations.map(({ operationId }) => operationId)
    const environments = readEnvironments(environmentsFile, operationIds)
    working = { ...compiled.find(contract.text, () => contract), environments }
  }

  return {
    current(): Tables {
      if (!tables) throw new Error('the gateway was given no contract')
      return tables
    },

    /** The settings as written, for what is published next. */
    working: () => working,

    /** Throws at the first call only: before it, there is nothing that could stay in force. */
    useWorking(contract: Contract = working.contract): void {
      if (!tables) {
        readWorking(contract)
        tables = {
          test: firstTable('test'),
          prepub: firstTable('prepub'),
          release: firstTable('release')
        }
        return
      }
      try {
        readWorking(contract)
      } catch (error) {
        return log(`${(error as Error).message}\nwhat was in force before this edit stays`)
      }
      const next = { ...tables }
      for (const name of ENVIRONMENT_NAMES)
        if (next[name].version === 'working' && !next[name].problem) next[name] = buildWorking(name)
      tables = next
    },

    /** Reads what an environment was published or rolled back to. */
    usePublished(name: EnvironmentName): void {
      if (!tables) return
      try {
        tables = { ...tables, [name]: buildServed(name) }
      } catch (error) {
        log(`${name}: ${(error as Error).message}\n${name} goes on with what it served before`)
      }
    }
  }
}

export type TableSet = ReturnType<typeof createTables>
