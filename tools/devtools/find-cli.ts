import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/wechatwebdevtools.app/Contents/MacOS/cli',
    path.join(homedir(), 'Applications/wechatwebdevtools.app/Contents/MacOS/cli')
  ],
  win32: [
    'C:/Program Files (x86)/Tencent/微信web开发者工具/cli.bat',
    'C:/Program Files/Tencent/微信web开发者工具/cli.bat'
  ]
}

export const HOW_TO_INSTALL = `WeChat DevTools is not installed. It runs on macOS and Windows:
  1. install it: https://developers.weixin.qq.com/miniprogram/dev/devtools/download.html
  2. start it, log in, and turn on Settings > Security > Service Port (设置 > 安全 > 服务端口)
  3. if it is in an unusual place, set WECHAT_DEVTOOLS_CLI to the path of its cli
Without it, npm run cli -- check-miniprogram and the preview find most of what it would find.`

/**
 * The path of DevTools' command line; undefined if it is not installed. Throws an Error if
 * WECHAT_DEVTOOLS_CLI is set to something that is not there.
 */
export function findCli(env = process.env, platform = process.platform): string | undefined {
  const named = env.WECHAT_DEVTOOLS_CLI || undefined
  if (named && !existsSync(named)) throw new Error(`WECHAT_DEVTOOLS_CLI: there is no file ${named}`)
  return named ?? PLACES[platform]?.find((place) => existsSync(place))
}
