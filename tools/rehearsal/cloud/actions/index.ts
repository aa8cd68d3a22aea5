import type { Parameters } from '../parameters'
import type { State } from '../state'
import { accountActions } from './account'
import { concurrencyActions } from './concurrency'
import { domainActions } from './domains'
import { functionViewActions } from './function-views'
import { functionActions } from './functions'
import { logActions } from './logs'
import { releaseActions } from './releases'
import { secretActions } from './secrets'
import { triggerActions } from './triggers'

/** `role`: whose key the call is signed with, where it is not the account's. */
export type Action = (
  state: State,
  parameters: Parameters,
  role?: string
) => object | Promise<object>

/** Each action of the API by service and name: what it does to the state, and answers. */
export const actions: Record<string, Action> = {
  ...accountActions,
  ...functionActions,
  ...functionViewActions,
  ...triggerActions,
  ...releaseActions,
  ...concurrencyActions,
  ...domainActions,
  ...logActions,
  ...secretActions
}
