import { type Check } from './check'
import { clock, key, quota } from './checks/account'
import { archive, installed, runtime } from './checks/archive'
import { connections } from './checks/connections'
import { database, schema } from './checks/database'
import { certificate, domain } from './checks/domain'
import { files } from './checks/files'
import { appId, miniprogram } from './checks/mini-program'
import { network } from './checks/network'
import { secrets } from './checks/secrets'
import { addresses, settings, ssm, variables } from './checks/settings'
import { wechat } from './checks/wechat'
import { payNotify, wechatPay } from './checks/wechat-pay'

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
