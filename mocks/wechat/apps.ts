import { randomBytes } from 'node:crypto'
import { type Accounts, createAccounts } from './accounts'
import { failed, type Outcome } from './answers'

/** A mini-program as WeChat keeps it. */
export interface App {
  appId: string
  accounts: Accounts
  /** The secret in force; the console replaces it from one moment to the next. */
  secret: string
  /** Ends the access token in force, as an administrator's "force refresh" does. */
  endToken(): void
  /** What stable_token answers: the same token until it ends. */
  giveToken(): Outcome
  holdsToken(token: string): boolean
}

const TOKEN_SECONDS = 7200

export function createApp(appId: string, secret: string): App {
  const newToken = () => randomBytes(96).toString('base64url')
  let token = newToken()
  return {
    appId,
    secret,
    accounts: createAccounts(appId),
    endToken: () => void (token = newToken()),
    giveToken: () => ({ json: { access_token: token, expires_in: TOKEN_SECONDS } }),
    holdsToken: (given) => given === token
  }
}

/** Who asks, and whether they may; in the order in which api.weixin.qq.com looks. */
export function authorize(
  apps: App[],
  given: { appid?: unknown; secret?: unknown }
): { app: App } | { refused: Outcome } {
  if (!given.appid) return { refused: failed(41002) }
  const app = apps.find(({ appId }) => appId === given.appid)
  if (!app) return { refused: failed(40013) }
  if (!given.secret) return { refused: failed(41004) }
  return given.secret === app.secret ? { app } : { refused: failed(40125) }
}
