import { type CallLog, createCallLog } from './api/call-log'
import { createClient } from './api/client'
import { createSession, type UserSession } from './api/session'
import { envVersion, gatewayUrl } from './config'
import { type Network, watchNetwork } from './network'

/** What every page gets from `getApp<Weapp>()`. */
export interface Weapp {
  session: UserSession
  calls: CallLog
  network: Network
}

const calls = createCallLog()

App<Weapp>({
  session: createSession({
    client: createClient({ gatewayUrl, calls }),
    storageKey: `session/token/v2/${envVersion()}`
  }),
  calls,
  network: watchNetwork()
})
