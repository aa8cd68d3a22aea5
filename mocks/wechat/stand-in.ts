import { startWechat, type WechatStandIn } from '.'
import { pushSettingsOf } from './push-settings'

/** What `npm start` needs of a stand-in: how functions reach it, and how it ends. */
export interface WechatWorld {
  name: 'wechat'
  url: string
  /** Settings of the functions that point to it. */
  settings: Record<string, string>
  wechat: WechatStandIn
  /** Where the preview's panel has messages pushed. */
  phone: { wechat: string }
  /** Tells it where its messages go. */
  reach(gatewayUrl: string): void
  stop(): Promise<void>
}

/**
 * Starts WeChat's stand-in for the mini-programs that the settings name; without an AppID for one in
 * tourist mode. Not started when WECHAT_API_URL names another server.
 */
export async function startStandIn(
  settings: Record<string, string | undefined>
): Promise<WechatWorld | undefined> {
  if (settings.WECHAT_API_URL) return undefined
  const appId = settings.WECHAT_APPID || 'wx0000000000000000'
  const appSecret = settings.WECHAT_APP_SECRET || '0'.repeat(32)
  const moreApps = readMoreApps(settings.WECHAT_APPS)
  const wechat = await startWechat({ appId, appSecret: firstOf(appSecret), moreApps })
  return {
    name: 'wechat',
    url: wechat.url,
    settings: {
      WECHAT_APPID: appId,
      WECHAT_APP_SECRET: appSecret,
      WECHAT_API_URL: wechat.url,
      WECHAT_PUSH: [appId, ...Object.keys(moreApps)].map(pushEntries).join()
    },
    wechat,
    phone: { wechat: `${wechat.url}/_push` },
    reach: (gatewayUrl) => wechat.pusher.reach(gatewayUrl),
    stop: () => wechat.stop()
  }
}

/** Takes encrypted messages and, with a token of their own, plain ones. */
function pushEntries(appId: string): string {
  const { token, aesKey, plainToken } = pushSettingsOf(appId)
  return `${appId}:${token}:${aesKey},${appId}:${plainToken}`
}

function readMoreApps(text: string | undefined): Record<string, string> {
  const apps = text?.split(',').map((app) => app.split(':')) ?? []
  return Object.fromEntries(apps.map(([appId = '', secrets]) => [appId, firstOf(secrets)]))
}

/** While a secret is being replaced there are two; WeChat itself knows one. */
function firstOf(secrets = ''): string {
  return secrets.split('|')[0] ?? ''
}
