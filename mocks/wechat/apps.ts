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
  /** The user allows one more message of this template, as wx.requestSubscribeMessage asks. */
  accept(openid: string, template: string): void
  /** Uses one acceptance up; false where there is none. */
  useAcceptance(openid: string, template: string): boolean
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
  const accepted: string[] = []
  const acceptance = (openid: string, template: string) => `${openid} ${template}`
  return {
    appId,
    secret,
    accounts: createAccounts(appId),
    endToken: () => void (token = newToken()),
    giveToken: () => ({ json: { access_token: token, expires_in: TOKEN_SECONDS } }),
    holdsToken: (given) => given === token,
    accept: (openid, template) => void accepted.push(acceptance(openid, template)),
    useAcceptance(openid, template) {
      const index = accepted.indexOf(acceptance(openid, template))
      if (index >= 0) accepted.splice(index, 1)
      return index >= 0
    },
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
