import { type Cloud, orUndefined } from '../cloud/client'
import { waitFor } from '../cloud/patience'
import { type StageFunction } from './read-functions'
import { type Aim, LATEST } from './versions'

const READY_MS = 180_000

interface ProvisionRun {
  /** How many instances of each function are kept ready, by its name in serverless.yml */
  wanted: Record<string, number>
  log: (line: string) => void
  signal?: AbortSignal
}

/**
 * Keeps instances ready of every version that will get calls, as serverless.yml says, and waits until
 * they are. Throws an Error that says why SCF has none; then no calls have been moved.
 */
export async function provisionAimed(
  cloud: Cloud,
  aims: Map<StageFunction, Aim>,
  { wanted, log, signal }: ProvisionRun
): Promise<void> {
  for (const [{ name, shortName }, { version, gray }] of aims) {
    const count = wanted[shortName] ?? 0
    if (!count) continue
    const before = await listProvisioned(cloud, name)
    for (const Qualifier of [version, gray?.version].filter((one) => one && one !== LATEST)) {
      const found = before.find((one) => one.Qualifier === Qualifier)
      if (found?.AllocatedProvisionedConcurrencyNum !== count) {
        log(`${name}: keeping ${count} of version ${Qualifier} ready`)
        await cloud('scf', 'PutProvisionedConcurrencyConfig', {
          FunctionName: name,
          Qualifier,
          VersionProvisionedConcurrencyNum: count
        })
      }
      await waitUntilReady(cloud, name, `${Qualifier}`, { log, signal })
    }
  }
}

/** Gives up what is kept ready of versions that get no calls any more. It costs money, so it is said. */
export async function releaseOthers(
  cloud: Cloud,
  aims: Map<StageFunction, Aim>,
  { wanted, log }: ProvisionRun
): Promise<void> {
  for (const [{ name, shortName }, { version, gray }] of aims) {
    const kept = wanted[shortName] ? [version, gray?.version] : []
    for (const { Qualifier = '' } of await listProvisioned(cloud, name)) {
      if (kept.includes(Qualifier)) continue
      await cloud('scf', 'DeleteProvisionedConcurrencyConfig', { FunctionName: name, Qualifier })
      log(`${name}: nothing of version ${Qualifier} is kept ready any more`)
    }
  }
}

async function waitUntilReady(
  cloud: Cloud,
  name: string,
  version: string,
  { log, signal }: Pick<ProvisionRun, 'log' | 'signal'>
): Promise<void> {
  const found = await waitFor({
    read: async () =>
      (await listProvisioned(cloud, name)).find(({ Qualifier }) => Qualifier === version),
    describe: () => `${name}, version ${version} is not ready`,
    isRight: (one) => one?.Status === 'Done' || one?.Status === 'Failed',
    withinMs: READY_MS,
    log,
    signal
  })
  if (found?.Status === 'Failed')
    throw new Error(`${name}, version ${version}: not kept ready: ${found.StatusReason ?? ''}`)
  if (found?.Status !== 'Done')
    throw new Error(`${name}, version ${version}: not ready after ${READY_MS / 1000} s`)
}

interface Provisioned {
  Qualifier?: string
  AllocatedProvisionedConcurrencyNum?: number
  Status?: string
  StatusReason?: string
}

async function listProvisioned(cloud: Cloud, FunctionName: string): Promise<Provisioned[]> {
  const found = await orUndefined(
    cloud<{ Allocated?: Provisioned[] | null }>('scf', 'GetProvisionedConcurrencyConfig', {
      FunctionName
    })
  )
  return found?.Allocated ?? []
}
