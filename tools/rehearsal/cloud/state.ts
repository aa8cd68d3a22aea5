import { ApiError } from './api/api-error'
import { type Parameters } from './api/parameters'
import { type FunctionRun, type StoredLine } from './functions/logbook'
import { type AlarmPolicy, type Domain } from './stored'
import { type Truth, TRUTHS } from './truth'

export interface CloudAccount {
  appId: string
  uin: string
  secretId: string
  secretKey: string
  region: string
}

export interface Trigger {
  TriggerName: string
  Type: string
  TriggerDesc: string
  Enable: number
  Qualifier: string
  CustomArgument: string
  AddTime: string
  ModTime: string
}

/** What PublishVersion freezes: the configuration, as the API names it, and the archive. */
export interface Version {
  version: string
  description: string
  configuration: Parameters
  code: Buffer
  addTime: string
  /** How many more times GetFunction reports it as being published. */
  busyTimes?: number
}

export interface StoredAlias {
  Name: string
  FunctionVersion: string
  Description: string
  RoutingConfig: Parameters
  AddTime: string
  ModTime: string
}

export interface CloudFunction {
  id: string
  name: string
  type: 'Event' | 'HTTP'
  runtime: string
  tags: { Key: string; Value: string }[]
  latest: Version
  versions: Version[]
  aliases: Map<string, StoredAlias>
  triggers: Trigger[]
  reservedMb: number
  /** Version -> instances that are kept ready */
  provisioned: Map<string, { count: number; busyTimes: number }>
  status: string
  statusReasons: { ErrorCode: string; ErrorMessage: string }[]
  /** How often calls that came as events are repeated, and how long they are kept; by default as SCF */
  asyncCalls?: Parameters
  /** How many more times GetFunction reports it as busy before it reports `status`. */
  busy: { as: 'Creating' | 'Updating'; times: number }
}

/** A secret in SSM: its versions by name, and the roles that may read it. */
interface Secret {
  versions: Map<string, string>
  readers: Set<string>
}

/** Everything that the stand-in remembers. */
export interface State {
  account: CloudAccount
  functions: Map<string, CloudFunction>
  domains: Map<string, Domain>
  /** Bucket -> key -> content. */
  buckets: Map<string, Map<string, Buffer>>
  bucketSettings: Map<string, Buffer>
  roles: Set<string>
  secrets: Map<string, Secret>
  tags: Map<string, Map<string, string>>
  quota: { functions: number; reservedMb: number; keysPerPage: number }
  /** Function -> when $LATEST last changed. */
  changed: Map<string, string>
  alarms: Map<string, AlarmPolicy>
  /** Topic -> the rules of its index. */
  logIndexes: Map<string, object>
  runs: FunctionRun[]
  lines: StoredLine[]
  /** Functions that stay busy forever */
  stuck: Set<string>
  serial: number
  truth: Truth
  /** What was read last, and until when it is still shown; see `api/lag.ts`. */
  memory: Map<string, { outcome: { reply?: object; error?: Error }; untilMs: number }>
}

export function createState(account: CloudAccount, truth: Truth = TRUTHS.lenient): State {
  return {
    account,
    functions: new Map(),
    domains: new Map(),
    buckets: new Map(),
    bucketSettings: new Map(),
    roles: new Set(),
    secrets: new Map(),
    tags: new Map(),
    quota: { functions: 50, reservedMb: 128_000 - 12_800, keysPerPage: 1000 },
    changed: new Map(),
    alarms: new Map(),
    logIndexes: new Map(),
    runs: [],
    lines: [],
    stuck: new Set(),
    serial: 0,
    truth,
    memory: new Map()
  }
}

/** Throws an ApiError when there is no such function. */
export function functionOf(state: State, { FunctionName }: Parameters): CloudFunction {
  const found = state.functions.get(String(FunctionName))
  if (!found) throw new ApiError('ResourceNotFound.Function', `no function ${String(FunctionName)}`)
  return found
}

/** The same for actions that SCF refuses while it is working on a function. */
export function idleFunctionOf(state: State, parameters: Parameters): CloudFunction {
  const found = functionOf(state, parameters)
  // time passes for those who try again, too
  if (found.busy.times > 0 && (state.stuck.has(found.name) || found.busy.times-- > 0))
    throw new ApiError('FailedOperation.FunctionStatusError', `${found.name} is ${found.busy.as}`)
  return found
}

/** The time as SCF formats it: `2026-01-31 12:00:00`. */
export function now(): string {
  return new Date().toISOString().slice(0, 19).replace('T', ' ')
}

/** A new id. */
export function nextId(state: State, prefix: string): string {
  return `${prefix}${(++state.serial).toString(36).padStart(8, '0')}`
}
