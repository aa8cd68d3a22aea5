import { Failure } from '../core/failure'
import { part } from '../parts/part'
import { wechatAppSettings } from '../settings/sections'
import { errcodeOf } from './wechat-answers'
import { type WechatAnswer } from './wechat-http'

interface WechatApps {
  /** The app that a login names, or else the first. Throws INVALID_REQUEST for an unknown one. */
  choose(appId: string | undefined): string
  /**
   * Asks with the app's secret. With two configured, errcode 40125 (WeChat has checked nothing but
   * the secret) leads to one more attempt, with the other secret; the one that WeChat accepts is
   * tried first from then on.
   */
  withSecret(appId: string, ask: (secret: string) => Promise<WechatAnswer>): Promise<WechatAnswer>
}

const WRONG_SECRET = 40125

export const wechatApps = part({
  settings: wechatAppSettings,
  needs: {},
  make(_parts, apps): WechatApps {
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
})
