import { dirname } from 'node:path'
import { type Stage } from '../contract/stages'
import { fillVariables } from './variables'
import { openYaml } from './yaml-file'

/** serverless.yml as the Serverless Framework understands it. */
export interface ServerlessService {
  service: string
  provider: ServiceEntry & { region: string }
  functions: Record<string, FunctionEntry>
  package: { artifact?: string }
  custom?: { buckets?: BucketEntry[] }
}

/** A bucket that the functions use, deployed before them. */
export interface BucketEntry {
  /** <name>-<appid>; an empty one switches the bucket off */
  name: string
  /** Prefix of keys -> days after which such objects are removed */
  expire?: Record<string, number>
  /** Pages in browsers that may call it */
  origins?: string[]
}

/** What both `provider` and a function may set; the function wins. */
export interface ServiceEntry {
  runtime?: string
  memorySize?: number
  timeout?: number
  initTimeout?: number
  description?: string
  role?: string
  environment?: { variables?: Record<string, string | number> }
  vpcConfig?: { vpcId?: string; subnetId?: string }
  publicNetwork?: boolean
  fixedIp?: boolean
}

export interface FunctionEntry extends ServiceEntry {
  handler: string
  type?: 'event' | 'web'
  /** Requests that one instance of a web function takes at once */
  instanceConcurrency?: number
  /** Instances kept for this function, and its limit */
  reservedInstances?: number
  /** Of those, instances of each released version that are kept ready: no cold start, and paid for always */
  provisionedInstances?: number | string
  /**
   * Event functions: how often a call that came as an event is repeated (0 to 2), and for how long
   * it is kept
   */
  async?: { retries?: number; ttlSeconds?: number }
  events?: Record<string, EventEntry>[]
}

export interface EventEntry {
  name: string
  parameters?: Record<string, unknown>
}

/**
 * Reads the service for a stage, with its variables filled in. A setting that is missing is empty;
 * `listNeededSettings` lists those that must not be.
 */
export function readService(
  serverlessFile: string,
  stage: Stage,
  settings: Record<string, string | undefined> = {}
): ServerlessService {
  const { document } = openYaml(serverlessFile)
  fillVariables(document, { stage, settings, folder: dirname(serverlessFile) })
  return document.toJS() as ServerlessService
}
