import { loadContract, loadEnvironments, loadGenerated } from '../../contract'
import { type EnvironmentSettings, type Source } from '../../contract/environment-model'
import { type Contract } from '../../contract/model'
import { byStage, type Stage } from '../../contract/stages'
import { type Project } from '../../project'
import { readBundleVersions } from './bundle-versions'
import { readVersion } from './read-names'
import { type SnapshotContent } from './snapshot'
import { createStore, type Store } from './store'

export interface PublishingFiles extends Pick<
  Project,
  'contractFile' | 'environmentsFile' | 'generatedDir' | 'distDir'
> {
  /** Where versions are kept, one folder per environment. */
  snapshotsDir: string
}

/** The environment that always serves the working files. */
export const WORKING: Stage = 'test'

export type Stores = Record<Stage, Store>
export type Publishing = ReturnType<typeof createPublishing>

/**
 * Everything that changes what environments serve. It works on files alone: the command line, the
 * console and a text editor have the same effect, and every running gateway follows. Errors have
 * messages for people.
 */
export function createPublishing(files: PublishingFiles, clock?: () => Date) {
  const { contractFile, environmentsFile, snapshotsDir, distDir } = files
  const generated = loadGenerated(files.generatedDir)
  const stores: Stores = byStage((stage) => createStore(snapshotsDir, stage, clock))

  async function loadWorking(stage: Stage) {
    const contract = await loadContract(contractFile, generated)
    const operationIds = contract.operations.map(({ operationId }) => operationId)
    const environments = await loadEnvironments(environmentsFile, operationIds, generated)
    return { contract, settings: environments[stage] }
  }

  /** What a publish of these files would publish. */
  function draftOf(contract: Contract, settings: EnvironmentSettings): SnapshotContent {
    const functions = readBundleVersions(distDir, contract, settings)
    return { contract: contract.text, settings, functions }
  }

  async function loadDraft(stage: Stage): Promise<SnapshotContent> {
    const { contract, settings } = await loadWorking(stage)
    return draftOf(contract, settings)
  }

  /** `draft` or a version's number. */
  async function contentOf(stage: Stage, which: string): Promise<SnapshotContent> {
    return which === 'draft' ? loadDraft(stage) : stores[stage].read(readVersion(which))
  }

  async function writeSource(stage: Stage, operationIds: string[], source: Source): Promise<void> {
    const { setInYamlFile } = await import('./edit-yaml')
    const edits = operationIds.map((id) => [[stage, 'routes', id, 'source'], source] as const)
    setInYamlFile(environmentsFile, edits)
  }

  return {
    stores,

    /** Returns the version that is served; `isNew` is false when it was served already. */
    async publish(stage: Stage, note = ''): Promise<{ version: number; isNew: boolean }> {
      if (stage === WORKING)
        throw new Error(`${WORKING} serves the working files: there is nothing to publish`)
      return stores[stage].publish(await loadDraft(stage), note)
    },

    /** Whether a publish of these would change what is served. Throws when it would be refused. */
    differs: (stage: Stage, contract: Contract, settings: EnvironmentSettings): boolean =>
      !stores[stage].serves(draftOf(contract, settings)),

    rollback: (stage: Stage, version?: number, note?: string): number =>
      stores[stage].rollback(version, note),

    /** One line per difference. */
    async diff(stage: Stage, from: string, to: string): Promise<string[]> {
      const older = await contentOf(stage, from)
      const newer = await contentOf(stage, to)
      const { describeDifferences } = await import('./differences')
      return describeDifferences([from, older], [to, newer])
    },

    /** Edits the settings' file. A published environment changes with its next publish. */
    async switchSource(stage: Stage, operationId: string, source: Source): Promise<void> {
      const { routes } = (await loadWorking(stage)).settings
      if (!Object.hasOwn(routes, operationId)) {
        const known = Object.keys(routes).join(', ')
        throw new Error(`there is no operation "${operationId}": the contract has ${known}`)
      }
      await writeSource(stage, [operationId], source)
    },

    /** Like `switchSource`, for every operation. */
    async switchEverySource(stage: Stage, source: Source): Promise<void> {
      const { routes } = (await loadWorking(stage)).settings
      const others = Object.keys(routes).filter((id) => routes[id]?.source !== source)
      await writeSource(stage, others, source)
    }
  }
}
