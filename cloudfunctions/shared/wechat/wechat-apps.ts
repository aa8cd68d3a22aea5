import type { WechatApp } from '../settings/config'
import { Failure } from '../core/failure'
import { errcodeOf } from './wechat-errors'
import type { WechatAnswer } from './wechat-http'

export interface WechatApps {
  /** The app that a login names, or the first one. Throws Failure INVALID_REQUEST for a stranger. */
  choose(appId: string | undefined): string
  /**
   * Asks with the app's secret. While two are accepted, 40125 (WeChat has looked at nothing but the
   * secret) is answered by asking with the other one, once; the one that WeChat takes is
   * remembered.
   */
  withSecret(appId: string, ask: (secret: string) => Promise<WechatAnswer>): Promise<WechatAnswer>
}

const WRONG_SECRET = 40125

export function createWechatApps(apps: [WechatApp, ...WechatApp[]]): WechatApps {
  const secrets = new Map(apps.map((app) => [app.appId, [...app.secrets]]))
  return {
    choose(appId = apps[0].appId) {
      if (secrets.has(appId)) return appId
      throw new Failure('INVALID_REQUEST', { message: 'body.appId: not a mini-program of ours' })
    },
    async withSecret(appId, ask) {
      const [first = '', other] = secrets.get(appId) ?? []
      const answer = await ask(first)
      if (errcodeOf(answer) !== WRONG_SECRET || !other) return answer
      const second = await ask(other)
      if (errcodeOf(second) !== WRONG_SECRET) secrets.set(appId, [other, first])
      return second
    }
  }
}
