import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { stopAll, type Stoppable } from '../common/stop-all'
import { type FunctionSettings, type Scf } from '../scf'

/** A stand-in that runs on this machine. */
export interface StandIn extends Stoppable {
  name: string
  url: string
  /** Settings of the functions that point to it. */
  settings: Record<string, string>
  /** What the preview's phone asks of it: addresses by the name after `/preview/`. */
  phone?: Record<string, string>
  /** Called with the gateway's address, for one that calls back. */
  reach?(gatewayUrl: string): void
  /** Called with what takes its events, for one that has triggers. */
  connect?(emit: EmitObject): void
  /** Of the functions' execution role, for one that checks signatures. */
  roleKey?: FunctionSettings['roleKey']
  /** What the console shows of one that stores files. */
  files?: StoredFiles
}

/** Files as a stand-in keeps them. */
export interface StoredFiles {
  list(prefix?: string): {
    key: string
    size: number
    lastModified: Date
    headers: Record<string, string>
  }[]
  read(key: string): Buffer
}

type EmitObject = Scf['emitObject']

export type StartStandIns = (settings: Record<string, string>) => Promise<StandIn[]>

interface StandInModule {
  startStandIn(
    settings: Record<string, string>,
    place: { home?: string }
  ): Promise<StandIn | undefined>
}

/**
 * Starts every stand-in that the project has: each folder of mocks/ with a `stand-in.ts`, which
 * exports `startStandIn(settings)` and may decline (undefined) when the settings name the real thing.
 * What is to outlive a restart, they keep in `home`.
 */
export function standInsOf(mocksDir: string, home?: string): StartStandIns {
  return async (settings) => {
    const names = existsSync(mocksDir) ? readdirSync(mocksDir).sort() : []
    const files = names.map((name) => path.join(mocksDir, name, 'stand-in.ts')).filter(existsSync)
    const started: StandIn[] = []
    try {
      for (const file of files) {
        const { startStandIn } = (await import(file)) as StandInModule
        const standIn = await startStandIn(settings, { home })
        if (standIn) started.push(standIn)
      }
      return started
    } catch (error) {
      // one that stayed open would keep the command from ending
      await stopAll(started).catch(() => {})
      throw error
    }
  }
}
