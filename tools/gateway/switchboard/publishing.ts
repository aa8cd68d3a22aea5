import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Contract } from '../../contract/read/read-contract'
import {
  ENVIRONMENT_NAMES,
  readEnvironments,
  SOURCES,
  type EnvironmentName,
  type EnvironmentSettings,
  type Source
} from '../../contract/read/environments'
import { readCheckedContract } from '../../contract/read/read-checked'
import { readBundleVersions } from './bundle-versions'
import type { SnapshotContent } from './snapshot'
import type * as Differences from './differences'
import type * as EditYaml from './edit-yaml'
import { createStore, type Store } from './store'
import { writeWhole } from './write-whole'

const load = createRequire(__filename)

export interface PublishingFiles {
  contractFile: string
  environmentsFile: string
  /** Where versions are kept, a folder an environment. */
  snapshotsDir: string
  /** The built functions. */
  distDir: string
}

/** The environment that always serves the working files. */
export const WORKING: EnvironmentName = 'test'

export type Stores = Record<EnvironmentName, Store>
export type Publishing = ReturnType<typeof createPublishing>

/**
 * All that changes what environments serve, by files alone: the command line, the console page and a
 * text editor do the same, and every running gateway follows. Failures are Errors for a person. What
 * only an action needs is loaded with it: a gateway has to start at once.
 */
export function createPublishing(files: PublishingFiles, clock?: () => Date) {
  const { contractFile, environmentsFile, snapshotsDir, distDir } = files
  const store = (name: EnvironmentName) => createStore(snapshotsDir, name, clock)
  const stores: Stores = {
    test: store('test'),
    prepub: store('prepub'),
    release: store('release')
  }

  function settingsOf(environment: EnvironmentName, { operations }: Contract) {
    const operationIds = operations.map(({ operationId }) => operationId)
    return readEnvironments(environmentsFile, operationIds)[environment]
  }

  /** What a publish would publish now. */
  function draft(
    environment: EnvironmentName,
    contract = readCheckedContract(contractFile),
    settings = settingsOf(environment, contract)
  ): SnapshotContent {
    const functions = readBundleVersions(distDir, contract, settings)
    return { contract: contract.text, settings, functions }
  }

  /** `draft` or a version's number. */
  function contentOf(environment: EnvironmentName, which: string): SnapshotContent {
    if (which === 'draft') return draft(environment)
    return stores[environment].read(readVersion(which))
  }

  function writeSource(environment: EnvironmentName, operationIds: string[], source: Source) {
    const { setInYaml } = load('./edit-yaml') as typeof EditYaml
    const before = readFileSync(environmentsFile, 'utf8')
    const edited = operationIds.reduce(
      (text, id) => setInYaml(text, [environment, 'routes', id, 'source'], source),
      before
    )
    if (edited !== before) writeWhole(environmentsFile, edited)
  }

  return {
    stores,

    /** Gives the version that is served; `isNew` is false when it is the one served before. */
    publish(environment: EnvironmentName, note = ''): { version: number; isNew: boolean } {
      if (environment === WORKING)
        throw new Error(`${WORKING} serves the working files: there is nothing to publish`)
      return stores[environment].publish(draft(environment), note)
    },

    /** Whether a publish of these would change what is served. Throws when there can be none. */
    differs: (
      environment: EnvironmentName,
      contract: Contract,
      settings: EnvironmentSettings
    ): boolean => !stores[environment].serves(draft(environment, contract, settings)),

    rollback: (environment: EnvironmentName, version?: number, note?: string): number =>
      stores[environment].rollback(version, note),

    /** One line a difference; none when there is none. */
    diff(environment: EnvironmentName, from: string, to: string): string[] {
      const older = contentOf(environment, from)
      const newer = contentOf(environment, to)
      const { describeDifferences } = load('./differences') as typeof Differences
      return describeDifferences([from, older], [to, newer])
    },

    /** Edits the settings' file. A published environment changes with its next publish. */
    switchSource(environment: EnvironmentName, operationId: string, source: Source): void {
      const { routes } = settingsOf(environment, readCheckedContract(contractFile))
      if (!Object.hasOwn(routes, operationId)) {
        const known = Object.keys(routes).join(', ')
        throw new Error(`there is no operation "${operationId}": the contract has ${known}`)
      }
      writeSource(environment, [operationId], source)
    },

    /** As `switchSource`, for every operation. */
    switchEverySource(environment: EnvironmentName, source: Source): void {
      const { routes } = settingsOf(environment, readCheckedContract(contractFile))
      const others = Object.keys(routes).filter((id) => routes[id]?.source !== source)
      writeSource(environment, others, source)
    }
  }
}

/** Throws an Error that says which environments there are. */
export function readEnvironmentName(given = ''): EnvironmentName {
  const name = ENVIRONMENT_NAMES.find((known) => known === given)
  if (!name) throw new Error(`there is no environment "${given}": ${ENVIRONMENT_NAMES.join(', ')}`)
  return name
}

export function readSource(given: unknown): Source {
  const source = SOURCES.find((known) => known === given)
  if (!source) throw new Error(`there is no source "${String(given)}": ${SOURCES.join(', ')}`)
  return source
}

export function readVersion(given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given)
  throw new Error(`"${given}" is no version: a version is a number, such as 3`)
}
