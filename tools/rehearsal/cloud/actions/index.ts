import { type Parameters } from '../api/parameters'
import { type State } from '../state'
import { accountActions } from './account'
import { alarmActions } from './alarms'
import { concurrencyActions } from './concurrency'
import { domainActions } from './domains'
import { functionViewActions } from './function-views'
import { functionActions } from './functions'
import { invocationActions } from './invocations'
import { logIndexActions } from './log-index'
import { logActions } from './logs'
import { metricActions } from './metrics'
import { releaseActions } from './releases'
import { triggerActions } from './triggers'

/**
 * Changes the state and returns the response. `role`: set when the call is signed with a role's key
 * instead of the account's.
 */
export type Action = (
  state: State,
  parameters: Parameters,
  role?: string
) => object | Promise<object>

/** The actions of the API by service and name, except those that run functions. */
export const actions: Record<string, Action> = {
  ...accountActions,
  ...functionActions,
  ...functionViewActions,
  ...triggerActions,
  ...releaseActions,
  ...concurrencyActions,
  ...domainActions,
  ...logActions,
  ...invocationActions,
  ...metricActions,
  ...alarmActions,
  ...logIndexActions
}
