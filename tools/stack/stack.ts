import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readEnvironments } from '../contract/read/environments'
import { readCheckedContract } from '../contract/read/read-checked'
import { startGateway } from '../gateway'
import { createScf, type Scf } from '../scf'
import { readFunctions } from '../serverless-yml'
import { startWechat, type WechatStandIn } from '../../mocks/wechat'
import { createPreview } from '../preview'

const ROOT = path.resolve(__dirname, '../..')
const CONTRACT = path.join(ROOT, 'gateway-config', 'openapi.yaml')
const ENVIRONMENTS = path.join(ROOT, 'gateway-config', 'environments.yaml')
const SERVERLESS = path.join(ROOT, 'deploy', 'serverless.yml')

export interface Stack {
  url: string
  scf: Scf
  /** undefined when WECHAT_API_URL names another server. */
  wechat?: WechatStandIn
  /** What all functions find in their environment; with secrets. */
  environment: Record<string, string>
  stop(): Promise<void>
}

export interface StackOptions {
  /** The gateway's; 0 takes a free one. */
  port: number
  /** Settings of the functions by name; what is missing gets a local value. Needs DATABASE_URL. */
  settings: Record<string, string>
  /** Local keys are kept here, so that tokens outlive a restart as their rows do. */
  keysFile?: string
  /** Bundles; `dist/` when left out. */
  distDir?: string
  /** `environments` lets gateway-config/environments.yaml decide what answers each route. */
  mode?: 'function' | 'environments'
  /** Stop instances between calls, as the cloud does. */
  freeze?: boolean
  /** A function to debug. */
  inspect?: string
  /** Fire the functions' timers, as the cloud does. */
  timers?: boolean
  log(line: string): void
}

/**
 * Starts all that stands between a mini-program and its database: WeChat's stand-in, the functions,
 * the gateway.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { log } = options
  const started: { stop(): Promise<void> }[] = []
  const stop = async () => {
    for (const part of started.reverse()) await part.stop()
  }
  const keep = <T extends { stop(): Promise<void> }>(part: T): T => {
    started.push(part)
    return part
  }
  try {
    const apps = readApps(options.settings)
    const wechat = options.settings.WECHAT_API_URL ? undefined : keep(await startWechat(apps))
    const environment = {
      WECHAT_APPID: apps.appId,
      WECHAT_APP_SECRET: apps.appSecret,
      ...(wechat && { WECHAT_API_URL: wechat.url }),
      ...readKeys(options.keysFile),
      ...options.settings
    }
    const distDir = options.distDir ?? path.join(ROOT, 'dist')
    const functions = readFunctions(SERVERLESS, { distDir, environment })
    const scf = keep(createScf({ ...options, functions }))
    const preview = keep(createPreview({ miniprogramDir: path.join(ROOT, 'miniprogram'), log }))
    const gateway = keep(
      await startGateway({
        contractFile: CONTRACT,
        environmentsFile: ENVIRONMENTS,
        mode: options.mode ?? 'function',
        port: options.port,
        distDir,
        scf,
        preview,
        log
      })
    )
    return { url: gateway.url, scf, wechat, environment, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Throws what is wrong with the files, or with the function to debug, before anything is started. */
export function checkFiles(inspect?: string): void {
  const { operations } = readCheckedContract(CONTRACT)
  const operationIds = operations.map(({ operationId }) => operationId)
  readEnvironments(ENVIRONMENTS, operationIds)
  const names = readFunctions(SERVERLESS, { distDir: ROOT, environment: {} }).map((f) => f.name)
  if (inspect !== undefined && !names.includes(inspect))
    throw new Error(`--inspect: there is no function "${inspect}": ${names.join(', ')}`)
}

/** The stand-in knows the mini-programs that the settings name; of two secrets it takes the first. */
function readApps(settings: Record<string, string>) {
  const firstOf = (secrets = '') => secrets.split('|')[0] ?? ''
  const more = settings.WECHAT_APPS?.split(',').map((app) => app.split(':')) ?? []
  return {
    appId: settings.WECHAT_APPID || 'wx0000000000000000',
    appSecret: firstOf(settings.WECHAT_APP_SECRET || '0'.repeat(32)),
    moreApps: Object.fromEntries(more.map(([appId = '', secrets]) => [appId, firstOf(secrets)]))
  }
}

function readKeys(file: string | undefined): Record<string, string> {
  if (file && existsSync(file))
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const newKey = () => `local:${randomBytes(32).toString('base64')}`
  const keys = { TOKEN_KEYS: newKey(), SEALING_KEYS: newKey() }
  if (file) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 })
  }
  return keys
}
