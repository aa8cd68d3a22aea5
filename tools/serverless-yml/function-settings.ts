/** What the platform knows about a function. */
export interface FunctionSettings {
  name: string
  /** Absolute path of the CommonJS bundle */
  bundle: string
  /** event: `handler` is called with an event; web: the bundle is an HTTP server on port 9000 */
  type: 'event' | 'web'
  /**
   * What an event function gets for an HTTP call: the event of a function URL, or of the (closing)
   * API gateway
   */
  event: 'url' | 'apigw'
  /** The bundle's exported name */
  handler: string
  timeoutSeconds: number
  initTimeoutSeconds: number
  memoryMb: number
  /** Requests that one instance takes at once: 1 to 100 for a web function, 1 for an event function */
  concurrency: number
  /** Reserved concurrency, in instances; a call that needs one more is answered 432 */
  maxInstances: number
  /** Everything that the instance sees, apart from what the platform and Node itself set */
  environment: Record<string, string>
  /** Of its execution role; a function without a role has none. */
  roleKey?: { secretId: string; secretKey: string; token: string }
  timers: TimerSettings[]
  /** Triggers of object storage */
  objects?: ObjectTrigger[]
  /** Triggers of CKafka */
  topics?: TopicTrigger[]
  region?: string
}

/** A trigger of object storage, whatever bucket: a laptop has one. */
export interface ObjectTrigger {
  /** `cos:ObjectCreated:Post`, or `*` at its end */
  event: string
  prefix: string
  suffix: string
  enabled: boolean
}

/** A trigger of CKafka, whatever instance: a laptop has one. */
export interface TopicTrigger {
  topic: string
  /** The most in one batch. */
  maxMessages: number
  /** How often a batch is delivered again after an error, before it is skipped */
  retries: number
  enabled: boolean
}

/** A timer trigger. `cron` has SCF's seven fields, from second to year, in UTC+8. */
export interface TimerSettings {
  name: string
  cron: string
  enabled: boolean
  argument?: string
}

/**
 * What the platform assumes for a setting that a function does not have.
 * @see https://cloud.tencent.com/document/product/583/18586
 */
export const SCF_DEFAULTS = { memorySize: 128, timeout: 3, initTimeout: 65 }

export const DEFAULT_REGION = 'ap-guangzhou'
