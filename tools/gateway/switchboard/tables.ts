import { existsSync, readFileSync } from 'node:fs'
import type { Contract } from '../../contract/read/read-contract'
import {
  ENVIRONMENT_NAMES,
  readEnvironments,
  type EnvironmentName,
  type Environments,
  type Source
} from '../../contract/read/environments'
import { readCheckedContract } from '../../contract/read/read-checked'
import type { CompiledRoute } from '../types'
import { buildTable } from './build-table'
import { createCompiledContracts } from './compiled-contracts'
import { WORKING, type Stores } from './publishing'
import type { SwitchedTable } from './types'

export interface TablesOptions {
  contractFile: string
  environmentsFile: string
  stores: Stores
  /** Answers every route, whatever the settings say. */
  forcedSource?: Source
  log(line: string): void
}

interface Working {
  contract: Contract
  environments: Environments
  routes: CompiledRoute[]
}

type Tables = Record<EnvironmentName, SwitchedTable>

/**
 * The table of each environment: that of its published version, else that of the working files. A
 * table is made whole and then put in the place of the one before; what cannot be made leaves the one
 * before in force. Throws when the working files cannot be used.
 */
export function createTables(options: TablesOptions) {
  const { contractFile, environmentsFile, stores, forcedSource, log } = options
  const compiled = createCompiledContracts()
  let working = readWorking()
  let tables: Tables = {
    test: firstTable('test'),
    prepub: firstTable('prepub'),
    release: firstTable('release')
  }

  function readWorking(before?: Working): Working {
    const contract = readContractAnew(before?.contract)
    const operationIds = contract.operations.map(({ operationId }) => operationId)
    const environments = readEnvironments(environmentsFile, operationIds)
    return { ...compiled.find(contract.text, () => contract), environments }
  }

  /** A switch is an edit of the settings: it need not wait for a contract that has not changed. */
  function readContractAnew(before: Contract | undefined): Contract {
    const isSame = existsSync(contractFile) && readFileSync(contractFile, 'utf8') === before?.text
    return before && isSame ? before : readCheckedContract(contractFile)
  }

  function buildWorking(environment: EnvironmentName): SwitchedTable {
    const { contract, routes } = working
    const settings = working.environments[environment]
    return buildTable({ environment, settings, contract, routes, forcedSource })
  }

  function buildServed(name: EnvironmentName): SwitchedTable {
    const snapshot = name === WORKING ? undefined : stores[name].current()
    if (!snapshot) return buildWorking(name)
    const { settings } = snapshot
    const published = compiled.find(snapshot.contract, () =>
      readCheckedContract(snapshot.contractFile)
    )
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

  return {
    current: () => tables,

    /** The settings as written, for what is published next. */
    working: () => working,

    /** Reads the working files anew; throws what is wrong with them, and nothing has changed then. */
    useWorking(): void {
      working = readWorking(working)
      const next = { ...tables }
      for (const name of ENVIRONMENT_NAMES)
        if (next[name].version === 'working' && !next[name].problem) next[name] = buildWorking(name)
      tables = next
    },

    /** Reads what an environment was published or rolled back to. */
    usePublished(name: EnvironmentName): void {
      try {
        const next = buildServed(name)
        if (next.version === 'working' && tables[name].version !== 'working')
          log(`${name}: its published versions are gone, so it serves the working files`)
        tables = { ...tables, [name]: next }
      } catch (error) {
        log(`${name}: ${(error as Error).message}\n${name} goes on with what it served before`)
      }
    }
  }
}

export type TableSet = ReturnType<typeof createTables>
