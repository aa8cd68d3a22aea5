import { stopAll, type Stoppable } from '../common/stop-all'
import { createDataPages } from '../database'
import { type OwnPages, startGateway } from '../gateway'
import { createPreview } from '../preview'
import { type Project } from '../project'
import { createScf, type Scf, startCloudApi } from '../scf'
import { readFunctions } from '../serverless-yml'
import { createFilesPage } from './files-page'
import { readLocalKeys } from './local-settings'
import { refuseUnwritten } from './refuse-unwritten'
import { type StandIn, standInsOf, type StartStandIns } from './stand-ins'

export interface Stack {
  url: string
  scf: Scf
  standIns: StandIn[]
  /** What all functions find in their environment; contains secrets. */
  environment: Record<string, string>
  /**
   * Reads serverless.yml again and runs the functions with these settings. Returns the names of the
   * functions that changed. Throws an Error that names file and line, and changes nothing then.
   */
  configure(settings: Record<string, string>): string[]
  /** Compiles the preview ahead of its first visitor. */
  preparePreview(): void
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
  /** Where stand-ins keep what is to outlive a restart; nowhere by default. */
  home?: string
  /** See ScfOptions. */
  minuteMs?: number
  /** See ScfOptions. */
  lingerMs?: number
  /** With `environments`, environments.yaml decides what answers each route. */
  mode?: 'function' | 'environments'
  /** Starts the stand-ins; those of the project's mocks/ by default. */
  startStandIns?: StartStandIns
  /** Stop instances between calls, as the cloud does. */
  freeze?: boolean
  /** A function to debug. */
  inspect?: string
  /** Fire the functions' timers, and let functions call each other asynchronously, as in the cloud. */
  timers?: boolean
  /** For the timers; the computer's clock by default. */
  clock?(): Date
  log(line: string): void
}

/** Of functions that call each other, where no stand-in checks it. */
const LOCAL_ROLE = { secretId: 'local', secretKey: 'local', token: 'local' }

/** Starts everything between a mini-program and its database: stand-ins, functions, gateway. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { project, log } = options
  const started: Stoppable[] = []
  const stop = () => stopAll(started)
  const keep = <T extends Stoppable>(part: T): T => {
    started.push(part)
    return part
  }
  try {
    const startStandIns = options.startStandIns ?? standInsOf(project.mocksDir, options.home)
    const standIns = await startStandIns(options.settings)
    standIns.forEach(keep)
    const keys = readLocalKeys(options.keysFile)
    const ofStandIn = standIns.find((each) => each.roleKey)?.roleKey
    const roleKey = ofStandIn ?? (options.timers ? LOCAL_ROLE : undefined)
    // with the role that a stand-in gives them, functions would call the cloud itself
    const cloudApi = { FUNCTIONS_API_URL: '' }
    const environment: Record<string, string> = {}
    const readAll = (settings: Record<string, string>) => {
      const all = Object.assign(
        {},
        ...standIns.map((each) => each.settings),
        keys,
        settings,
        cloudApi
      ) as Record<string, string>
      const functions = readFunctions(project.serverlessFile, {
        distDir: project.distDir,
        environment: all
      })
      for (const name of Object.keys(environment)) delete environment[name]
      Object.assign(environment, all)
      return functions.map((each) => ({ ...each, roleKey }))
    }
    const scf = keep(createScf({ ...options, functions: readAll(options.settings) }))
    if (options.timers) {
      const api = keep(await startCloudApi(scf))
      cloudApi.FUNCTIONS_API_URL = api.url
      scf.configure(readAll(options.settings))
    }
    const others = Object.assign({}, ...standIns.map(({ phone }) => phone)) as Record<
      string,
      string
    >
    const preview = keep(createPreview({ miniprogramDir: project.miniprogramDir, others, log }))
    const { DATABASE_URL: databaseUrl } = options.settings
    const pages: OwnPages[] = databaseUrl ? [keep(createDataPages(databaseUrl))] : []
    for (const { files } of standIns) if (files) pages.push(createFilesPage(files, scf))
    const gateway = keep(
      await startGateway({
        ...project,
        mode: options.mode ?? 'function',
        port: options.port,
        scf: refuseUnwritten(scf, options),
        preview,
        pages,
        log
      })
    )
    for (const each of standIns) {
      each.reach?.(gateway.url)
      each.connect?.(scf.emitObject)
    }
    const configure: Stack['configure'] = (settings) => scf.configure(readAll(settings))
    const { prepare: preparePreview } = preview
    return { url: gateway.url, scf, standIns, environment, configure, preparePreview, stop }
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
}
