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

/** How to get it, for a person who has it not. */
export const HOW_TO_INSTALL = `WeChat DevTools is not here. It runs on macOS and Windows:
  1. install it: https://developers.weixin.qq.com/miniprogram/dev/devtools/download.html
  2. start it, log in, and turn on Settings > Security > Service Port (设置 > 安全 > 服务端口)
  3. where it stands in an unusual place, name its cli: WECHAT_DEVTOOLS_CLI=/path/to/cli npm run devtools:e2e
Without it, npm run check:miniprogram and the preview cover most of what it would find.`

/**
 * The command line of DevTools; undefined where it is not installed. Throws where
 * WECHAT_DEVTOOLS_CLI names no file.
 */
export function findCli(env = process.env, platform = process.platform): string | undefined {
  const named = env.WECHAT_DEVTOOLS_CLI || undefined
  if (named && !existsSync(named)) throw new Error(`WECHAT_DEVTOOLS_CLI: ${named} is no file`)
  return named ?? PLACES[platform]?.find((place) => existsSync(place))
}
