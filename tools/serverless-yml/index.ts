/** The one reader of deploy/serverless.yml. */
export { parseCron } from './cron'
export {
  DEFAULT_REGION,
  SCF_DEFAULTS,
  type FunctionSettings,
  type ObjectTrigger,
  type TimerSettings,
  type TopicTrigger
} from './function-settings'
export { readFunctions, type ReadFunctionsOptions } from './read-functions'
export {
  readService,
  type BucketEntry,
  type EventEntry,
  type FunctionEntry,
  type ServerlessService,
  type ServiceEntry
} from './read-service'
export { listEnvNames, listNeededSettings, type NeededSetting } from './variables'
