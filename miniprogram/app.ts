import { createClient } from './api/client'
import { createSession } from './api/session'
import type { Session } from './api/session'
import { envVersion, gatewayUrl } from './config'

/** What every page gets from `getApp<Weapp>()`. */
export interface Weapp {
  session: Session
}

App<Weapp>({
  session: createSession({
    client: createClient({ gatewayUrl }),
    storageKey: `weapp-scf/token/v1/${envVersion()}`
  })
})
