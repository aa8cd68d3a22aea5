import { startWechat, type WechatStandIn } from '.'

/** What `npm start` needs of a stand-in: how functions reach it, and how it ends. */
export interface WechatWorld {
  name: 'wechat'
  url: string
  /** Settings of the functions that point to it. */
  settings: Record<string, string>
  wechat: WechatStandIn
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
  const wechat = await startWechat({
    appId,
    appSecret: firstOf(appSecret),
    moreApps: readMoreApps(settings.WECHAT_APPS)
  })
  return {
    name: 'wechat',
    url: wechat.url,
    settings: { WECHAT_APPID: appId, WECHAT_APP_SECRET: appSecret, WECHAT_API_URL: wechat.url },
    wechat,
    stop: () => wechat.stop()
  }
}

function readMoreApps(text: string | undefined): Record<string, string> {
  const apps = text?.split(',').map((app) => app.split(':')) ?? []
  return Object.fromEntries(apps.map(([appId = '', secrets]) => [appId, firstOf(secrets)]))
}

/** While a secret is being replaced there are two; WeChat itself knows one. */
function firstOf(secrets = ''): string {
  return secrets.split('|')[0] ?? ''
}
