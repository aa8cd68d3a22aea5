import { ApiError } from './api-error'
import type { LogLine, Run } from './logbook'
import type { Parameters } from './parameters'

/** The account that all belongs to, and its key. */
export interface Account {
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

/** What PublishVersion freezes: configuration in the API's words, and the archive. */
export interface Version {
  version: string
  description: string
  configuration: Parameters
  code: Buffer
  addTime: string
  /** How often GetFunction still tells that it is being published */
  busyTimes?: number
}

export interface Alias {
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
  aliases: Map<string, Alias>
  triggers: Trigger[]
  reservedMb: number
  status: string
  statusReasons: { ErrorCode: string; ErrorMessage: string }[]
  /** How often GetFunction still tells that it is busy, before it is `status` */
  busy: { as: 'Creating' | 'Updating'; times: number }
}

export type Domain = Parameters & { Domain: string; EndpointsConfig: Endpoint[] }

export interface Endpoint {
  Namespace: string
  FunctionName: string
  Qualifier: string
  PathMatch: string
  PathRewrite?: { Path: string; Type: string; Rewrite: string }[]
}

/** A secret of SSM: its versions by name, and the roles that may read it. */
export interface Secret {
  versions: Map<string, string>
  readers: Set<string>
}

/** All that the stand-in remembers. */
export interface State {
  account: Account
  functions: Map<string, CloudFunction>
  domains: Map<string, Domain>
  /** bucket -> key -> content */
  buckets: Map<string, Map<string, Buffer>>
  roles: Set<string>
  secrets: Map<string, Secret>
  tags: Map<string, Map<string, string>>
  quota: { functions: number; reservedMb: number; keysPerPage: number }
  /** Function -> when $LATEST was changed last */
  changed: Map<string, string>
  /** Calls of functions, the last ones, and what was logged about them */
  runs: Run[]
  lines: LogLine[]
  /** Names of functions that never end being worked on */
  stuck: Set<string>
  serial: number
}

export function createState(account: Account): State {
  return {
    account,
    functions: new Map(),
    domains: new Map(),
    buckets: new Map(),
    roles: new Set(),
    secrets: new Map(),
    tags: new Map(),
    quota: { functions: 50, reservedMb: 128_000 - 12_800, keysPerPage: 1000 },
    changed: new Map(),
    runs: [],
    lines: [],
    stuck: new Set(),
    serial: 0
  }
}

export function functionOf(state: State, { FunctionName }: Parameters): CloudFunction {
  const found = state.functions.get(String(FunctionName))
  if (!found) throw new ApiError('ResourceNotFound.Function', `no function ${String(FunctionName)}`)
  return found
}

/** The same, for what SCF refuses while it works on a function. */
export function idleFunctionOf(state: State, parameters: Parameters): CloudFunction {
  const found = functionOf(state, parameters)
  if (found.busy.times > 0)
    throw new ApiError('FailedOperation.FunctionStatusError', `${found.name} is ${found.busy.as}`)
  return found
}

export function now(): string {
  return new Date().toISOString().slice(0, 19).replace('T', ' ')
}

/** A new number for an id; ids only have to differ. */
export function nextId(state: State, prefix: string): string {
  return `${prefix}${(++state.serial).toString(36).padStart(8, '0')}`
}
