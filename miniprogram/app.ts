import { createCallLog } from './api/call-log'
import type { CallLog } from './api/call-log'
import { createClient } from './api/client'
import { createSession } from './api/session'
import type { Session } from './api/session'
import { envVersion, gatewayUrl } from './config'
import { watchNetwork } from './network'
import type { Network } from './network'
import { showBanner } from './pages/common/banner'

/** What every page gets from `getApp<Weapp>()`. */
export interface Weapp {
  session: Session
  calls: CallLog
  network: Network
}

const calls = createCallLog()

App<Weapp>({
  session: createSession({
    client: createClient({ gatewayUrl, calls }),
    storageKey: `weapp-scf/token/v2/${envVersion()}`
  }),
  calls,
  network: watchNetwork(() => getCurrentPages().forEach(showBanner))
})
