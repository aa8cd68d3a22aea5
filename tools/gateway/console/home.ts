import { type GatewayReply } from '../server/outgoing'

const PAGES = [
  ['/_gateway/', '控制台', 'Console: what answers each route, versions, live requests'],
  ['/docs/', '接口文档', 'API reference, in which each call can be tried'],
  ['/preview', '小程序预览', 'The mini-program in a browser']
] as const

const STYLE = `:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif }
body { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem }
a { display: block; margin: 1rem 0; padding: 1rem 1.25rem; border: 1px solid #8884;
  border-radius: 12px; color: inherit; text-decoration: none }
a:hover, a:focus { border-color: #07a35a }
small { display: block; opacity: .7 }`

/** The page at `/`: where to go from here. */
export function homePage(hasPreview: boolean): GatewayReply {
  const links = PAGES.filter(([where]) => hasPreview || where !== '/preview').map(
    ([where, title, text]) => `<a href="${where}">${title}<small>${text}</small></a>`
  )
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body: `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Gateway</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style>
<h1>Gateway</h1>${links.join('')}</html>`,
    source: 'gateway'
  }
}
