/** The parts of the Serverless Framework 3 that the plugin uses. */
export interface Serverless {
  service: Service
  serviceDir: string
  cli: { log: (message: unknown) => void }
  classes: { Error: new (message: string, code?: string) => Error }
  getProvider: (name: 'tencent') => { getRegion: () => string; getStage: () => string }
}

export interface Service {
  service: string
  provider: ServiceEntry & { environment?: Variables }
  functions: Record<string, FunctionEntry>
  package: { artifact?: string }
}

/** What both `provider` and a function may set; the function wins. */
export interface ServiceEntry {
  runtime?: string
  memorySize?: number
  timeout?: number
  initTimeout?: number
  description?: string
  role?: string
  environment?: Variables
  vpcConfig?: { vpcId?: string; subnetId?: string }
  publicNetwork?: boolean
  fixedIp?: boolean
}

export interface FunctionEntry extends ServiceEntry {
  handler: string
  type?: 'event' | 'web'
  /** Requests that one instance of a web function takes at once. */
  instanceConcurrency?: number
  /** Instances kept for this function, and its limit. */
  reservedInstances?: number
  events?: Record<string, EventEntry>[]
}

export interface EventEntry {
  name: string
  parameters?: Record<string, unknown>
}

interface Variables {
  variables?: Record<string, string | number>
}
