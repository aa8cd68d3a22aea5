import {
  appId,
  appList,
  appSecrets,
  databaseUrl,
  integer,
  keyRing,
  localOr,
  matching,
  oneOf,
  type Parse,
  pushSenders,
  type Read,
  secret,
  type WechatApp
} from './setting-rules'

/** The settings of each job. A function reads, and checks, only those of the parts that it has. */

const A_DAY = 86_400
const FIRST_APP = 'wx and 16 hexadecimal digits, from the WeChat console'
const KEYS = 'id:key[,id:key ...], each key 32 other random bytes in base64'

export type SecretStoreSettings = ReturnType<typeof secretStoreSettings>

/** No secret store when the name is empty. */
export const secretStoreSettings = (read: Read) => ({
  name: read('SECRETS_NAME', 'name or name@version', matching(/^([\w-]+(@[\w.-]+)?)?$/), ''),
  url: read(
    'SECRETS_URL',
    'https and an ssm host of tencentcloudapi.com',
    localOr(/^ssm(\.[\w-]+)*\.tencentcloudapi\.com$/),
    'https://ssm.tencentcloudapi.com'
  )
})

/** A login that names no app is for the first. */
export const wechatAppSettings = (read: Read): [WechatApp, ...WechatApp[]] => [
  {
    appId: read('WECHAT_APPID', FIRST_APP, appId),
    secrets: read(
      'WECHAT_APP_SECRET',
      '32 hexadecimal digits from the WeChat console (or twice 32, joined by |, during a change)',
      secret(appSecrets)
    )
  },
  // undefined when it was refused
  ...(read('WECHAT_APPS', 'appid:secret[|secret][,appid:secret ...]', secret(appList), '') ?? [])
]

/** Who may push messages to us; none where it is empty. */
export const wechatPushSettings = (read: Read) =>
  read(
    'WECHAT_PUSH',
    'appid:token[:EncodingAESKey][,...], the token 3 to 32 letters and digits, the key 43',
    secret(pushSenders),
    ''
  )

export const wechatApiSettings = (read: Read) => ({
  url: read(
    'WECHAT_API_URL',
    "https and one of WeChat's API hosts, such as api.weixin.qq.com",
    localOr(/^(api2?|(sh|sz|hk)\.api)\.weixin\.qq\.com$/),
    'https://api.weixin.qq.com'
  )
})

/** Where functions are called asynchronously; nowhere when it is empty. */
export const scfApiSettings = (read: Read) => ({
  url: read(
    'FUNCTIONS_API_URL',
    'https and an scf host of tencentcloudapi.com',
    (text, place) => text && localOr(/^scf(\.[\w-]+)*\.tencentcloudapi\.com$/)(text, place),
    ''
  )
})

/** Whether WeChat judges what users publish. */
export const contentCheckSettings = (read: Read) => ({
  isOn: read('CONTENT_CHECK', 'on or off', oneOf('on', 'off'), 'on') === 'on'
})

/** Files are refused where both `bucket` and `url` are empty. */
export const storageSettings = (read: Read) => ({
  bucket: read(
    'FILES_BUCKET',
    '<name>-<appid>, in the region of the functions',
    emptyOr(matching(/^[a-z\d][a-z\d-]*-\d+$/)),
    ''
  ),
  /** In place of the bucket's own address. */
  url: read('FILES_URL', 'a local address, for development', emptyOr(localOr(/^$/)), ''),
  /** A domain of one's own that shows what is in the bucket; files get signed addresses without. */
  readUrl: read('FILES_READ_URL', 'https and a domain', emptyOr(localOr(/\./)), '')
})

export const databaseSettings = (read: Read) => ({
  url: read(
    'DATABASE_URL',
    'mysql://user:password@host:port/database, the password percent-encoded, no option but ssl',
    secret(databaseUrl)
  ),
  connections: read('DATABASE_CONNECTIONS', 'a number from 1 to 10', integer(1, 10), '1')
})

export const tokenSettings = (read: Read) => ({
  keys: read('TOKEN_KEYS', KEYS, secret(keyRing)),
  appId: read('WECHAT_APPID', FIRST_APP, appId)
})

export const sealingSettings = (read: Read) => read('SEALING_KEYS', KEYS, secret(keyRing))

export const sessionSettings = (read: Read) => ({
  /** How long a token is valid, from its login or renewal. */
  tokenSeconds: read(
    'TOKEN_SECONDS',
    'seconds, from 60 to 2592000',
    integer(60, 30 * A_DAY),
    '7200'
  ),
  /** How long a session lasts, however often it is renewed. */
  seconds: read(
    'SESSION_SECONDS',
    'seconds, from 60 to 31536000',
    integer(60, 365 * A_DAY),
    '2592000'
  )
})

export const loginSettings = (read: Read) => ({
  ...sessionSettings(read),
  policy: read('SESSION_POLICY', 'many or one', oneOf('many', 'one'), 'many'),
  /** Per minute; 0 means no limit. */
  loginsPerUser: read('LOGINS_PER_USER', 'a number up to 1000', integer(0, 1000), '30'),
  /** Per minute; 0 means no limit. */
  loginsPerAddress: read(
    'LOGINS_PER_ADDRESS',
    'a number up to 1000000',
    integer(0, 1_000_000),
    '600'
  )
})

function emptyOr(parse: Parse<string>): Parse<string> {
  return (text, place) => (text === '' ? '' : parse(text, place))
}
