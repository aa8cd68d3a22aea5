import { randomBytes } from 'node:crypto'
import { type Accounts, createAccounts } from './accounts'
import { failed, type MockAnswer } from './answers'
import { type Picture } from './content'

/** A mini-program, as registered with WeChat. */
export interface MockApp {
  appId: string
  accounts: Accounts
  /** The current secret; assign a new one to reset it, as the console does. */
  secret: string
  /** Invalidates the current access token, as an administrator's "force refresh" does. */
  endToken(): void
  /** The answer of stable_token: the same token until it is invalidated. */
  giveToken(): MockAnswer
  holdsToken(token: string): boolean
  /** Downloads a picture, and pushes the verdict on it after a while. */
  judgePicture(picture: Picture): void
}

const TOKEN_SECONDS = 7200

export function createApp(
  appId: string,
  secret: string,
  judgePicture: MockApp['judgePicture']
): MockApp {
  const newToken = () => randomBytes(96).toString('base64url')
  let token = newToken()
  return {
    appId,
    secret,
    accounts: createAccounts(appId),
    endToken: () => void (token = newToken()),
    giveToken: () => ({ json: { access_token: token, expires_in: TOKEN_SECONDS } }),
    holdsToken: (given) => given === token,
    judgePicture
  }
}

/** Checks AppID and secret in the same order as api.weixin.qq.com. */
export function authorize(
  apps: MockApp[],
  given: { appid?: unknown; secret?: unknown }
): { app: MockApp } | { refused: MockAnswer } {
  if (!given.appid) return { refused: failed(41002) }
  const app = apps.find(({ appId }) => appId === given.appid)
  if (!app) return { refused: failed(40013) }
  if (!given.secret) return { refused: failed(41004) }
  return given.secret === app.secret ? { app } : { refused: failed(40125) }
}
