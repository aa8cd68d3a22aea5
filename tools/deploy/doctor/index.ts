import { type Check } from './check'
import { addresses } from './checks/addresses'
import { appId } from './checks/app-id'
import { archive } from './checks/archive'
import { certificate } from './checks/certificate'
import { clock } from './checks/clock'
import { connections } from './checks/connections'
import { database } from './checks/database'
import { domain } from './checks/domain'
import { files } from './checks/files'
import { installed } from './checks/installed'
import { key } from './checks/key'
import { miniprogram } from './checks/miniprogram'
import { network } from './checks/network'
import { payNotify } from './checks/pay-notify'
import { quota } from './checks/quota'
import { runtime } from './checks/runtime'
import { schema } from './checks/schema'
import { secrets } from './checks/secrets'
import { settings } from './checks/settings'
import { ssm } from './checks/ssm'
import { variables } from './checks/variables'
import { wechat } from './checks/wechat'
import { wechatPay } from './checks/wechat-pay'

export { examine } from './examine'
export { createSubject } from './subject'

/** In the order in which a deployment depends on them. */
export const CHECKS: Check[] = [
  installed,
  settings,
  secrets,
  ssm,
  addresses,
  variables,
  runtime,
  domain,
  certificate,
  miniprogram,
  appId,
  files,
  database,
  schema,
  connections,
  clock,
  key,
  quota,
  network,
  wechat,
  wechatPay,
  payNotify,
  archive
]
