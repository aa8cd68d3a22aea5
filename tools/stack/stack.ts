import { startGateway } from '../gateway'
import { createPreview } from '../preview'
import { type Project } from '../project'
import { createScf, type Scf } from '../scf'
import { readFunctions } from '../serverless-yml'
import { readLocalKeys } from './local-settings'
import { type StandIn, standInsOf, type StartStandIns } from './stand-ins'

export interface Stack {
  url: string
  scf: Scf
  standIns: StandIn[]
  /** What all functions find in their environment; contains secrets. */
  environment: Record<string, string>
  stop(): Promise<void>
}

export interface StackOptions {
  project: Project
  /** The gateway's; 0 takes a free one. */
  port: number
  /** Settings of the functions by name; a missing one gets a local value. Needs DATABASE_URL. */
  settings: Record<string, string>
  /** Local keys are kept here, so that tokens outlive a restart as their rows do. */
  keysFile?: string
  /** With `environments`, environments.yaml decides what answers each route. */
  mode?: 'function' | 'environments'
  /** Starts the outside worlds; those of the project's mocks/ unless given. */
  startStandIns?: StartStandIns
  /** Stop instances between calls, as the cloud does. */
  freeze?: boolean
  /** A function to debug. */
  inspect?: string
  /** Fire the functions' timers, as the cloud does. */
  timers?: boolean
  log(line: string): void
}

/** Starts everything between a mini-program and its database: stand-ins, functions, gateway. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { project, log } = options
  const started: { stop(): Promise<void> }[] = []
  const stop = async () => {
    for (const part of started.reverse()) await part.stop()
  }
  const keep = <T extends { stop(): Promise<void> }>(part: T): T => {
    started.push(part)
    return part
  }
  try {
    const startStandIns = options.startStandIns ?? standInsOf(project.mocksDir)
    const standIns = await startStandIns(options.settings)
    standIns.forEach(keep)
    const environment = Object.assign(
      {},
      ...standIns.map(({ settings }) => settings),
      readLocalKeys(options.keysFile),
      options.settings
    ) as Record<string, string>
    const functions = readFunctions(project.serverlessFile, {
      distDir: project.distDir,
      environment
    })
    const scf = keep(createScf({ ...options, functions }))
    const preview = keep(createPreview({ miniprogramDir: project.miniprogramDir, log }))
    const gateway = keep(
      await startGateway({
        ...project,
        mode: options.mode ?? 'function',
        port: options.port,
        scf,
        preview,
        log
      })
    )
    return { url: gateway.url, scf, standIns, environment, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
