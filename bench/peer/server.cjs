// Wafer 2's server as its demo builds it: koa, with the SDK's two middlewares. Its packages are in PEER_FOLDER.
const { createRequire } = require('node:module')
const path = require('node:path')

const { env } = process
const load = createRequire(path.join(env.PEER_FOLDER, 'package.json'))
const Koa = load('koa')
const axios = load('axios')
const database = new URL(env.DATABASE_URL)

// the SDK has the address of WeChat in its code
axios.interceptors.request.use((config) => {
  return { ...config, url: config.url.replace('https://api.weixin.qq.com', env.WECHAT_API_URL) }
})

const { auth } = load('wafer-node-sdk')({
  rootPathname: env.PEER_FOLDER,
  appId: env.WECHAT_APPID,
  appSecret: env.WECHAT_APP_SECRET,
  useQcloudLogin: false,
  mysql: {
    host: database.hostname,
    port: database.port,
    user: decodeURIComponent(database.username),
    pass: decodeURIComponent(database.password),
    db: database.pathname.slice(1),
    char: 'utf8mb4'
  },
  cos: { region: '', fileBucket: '', uploadFolder: '' },
  ...{ serverHost: '', tunnelServerUrl: '', tunnelSignatureKey: '', wxMessageToken: '' },
  ...{ qcloudAppId: '', qcloudSecretId: '', qcloudSecretKey: '' }
})

const ROUTES = { '/login': auth.authorizationMiddleware, '/session': auth.validationMiddleware }

new Koa()
  .use(async (context) => {
    const route = ROUTES[context.path]
    if (!route) return
    await route(context, () => undefined)
    context.body = { code: 0, data: context.state.$wxInfo }
  })
  .listen(Number(env.PORT), '127.0.0.1')
