import { log } from '../core/log'
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
  type Keys,
  type Parse
} from './setting-rules'

export type { Keys } from './setting-rules'

/** A mini-program. Two secrets while one is being replaced; WeChat takes one of them. */
export interface WechatApp {
  appId: string
  secrets: string[]
}

export interface Config {
  /** An empty name: no secret store. */
  secrets: { name: string; url: string }
  /** The first app is the one that a login means when it names none. */
  wechat: { apps: [WechatApp, ...WechatApp[]]; apiUrl: string }
  database: { url: string; connections: number }
  tokens: { keys: Keys; appId: string }
  sessions: {
    /** A token's life, and how much longer a renewal makes it. */
    tokenSeconds: number
    /** A session's life, however often it is renewed. */
    seconds: number
    policy: 'many' | 'one'
    sealingKeys: Keys
    /** Logins a minute; 0 is no limit. */
    loginsPerUser: number
    loginsPerAddress: number
  }
}

/** Takes a setting; a text that is not as `rule` says becomes a problem, named but never quoted. */
type Read = <T>(name: string, rule: string, parse: Parse<T>, otherwise?: string) => T

const A_DAY = 86_400
const FIRST_APP = 'wx and 16 hexadecimal digits'
const KEYS = 'id:key[,id:key ...], each key 32 random bytes in base64'

const readers: { [S in keyof Config]: (read: Read) => Config[S] } = {
  secrets: (read) => ({
    name: read('SECRETS_NAME', 'name or name@version', matching(/^([\w-]+(@[\w.-]+)?)?$/), ''),
    url: read(
      'SECRETS_URL',
      'https and a tencentcloudapi.com host (or a local address, for development)',
      localOr(/^ssm(\.[\w-]+)*\.tencentcloudapi\.com$/),
      'https://ssm.tencentcloudapi.com'
    )
  }),
  wechat: (read) => ({
    apps: [
      {
        appId: read('WECHAT_APPID', FIRST_APP, appId),
        secrets: read(
          'WECHAT_APP_SECRET',
          '32 hexadecimal digits (or twice 32, joined by |, during a change)',
          appSecrets
        )
      },
      // what is refused has no value: the loop over it must not be what fails
      ...(read('WECHAT_APPS', 'appid:secret[|secret][,appid:secret ...]', appList, '') ?? [])
    ],
    apiUrl: read(
      'WECHAT_API_URL',
      'https and a weixin.qq.com host (or a local address, for development)',
      localOr(/^[\w-]+\.weixin\.qq\.com$/),
      'https://api.weixin.qq.com'
    )
  }),
  database: (read) => ({
    url: read(
      'DATABASE_URL',
      'mysql://user:password@host:port/database, the password percent-encoded',
      databaseUrl
    ),
    connections: read('DATABASE_CONNECTIONS', 'a number from 1 to 10', integer(1, 10), '1')
  }),
  tokens: (read) => ({
    keys: read('TOKEN_KEYS', KEYS, keyRing),
    appId: read('WECHAT_APPID', FIRST_APP, appId)
  }),
  sessions: (read) => ({
    tokenSeconds: read(
      'TOKEN_SECONDS',
      'seconds, from 60 to 2592000',
      integer(60, 30 * A_DAY),
      '7200'
    ),
    seconds: read(
      'SESSION_SECONDS',
      'seconds, from 60 to 31536000',
      integer(60, 365 * A_DAY),
      '2592000'
    ),
    policy: read('SESSION_POLICY', 'many or one', oneOf('many', 'one'), 'many'),
    sealingKeys: read('SEALING_KEYS', KEYS, keyRing),
    loginsPerUser: read('LOGINS_PER_USER', 'a number up to 1000', integer(0, 1000), '30'),
    loginsPerAddress: read(
      'LOGINS_PER_ADDRESS',
      'a number up to 1000000',
      integer(0, 1_000_000),
      '600'
    )
  })
}

/**
 * Reads the named sections of the configuration, once, at start. Throws one Error that lists
 * everything missing or weak, after logging the same as CONFIG_REFUSED: a function that is set up
 * wrongly never answers.
 */
export function readConfig<S extends keyof Config>(
  sections: readonly S[],
  env: Record<string, string | undefined> = process.env
): Pick<Config, S> {
  const problems = new Set<string>()
  const read: Read = (name, rule, parse, otherwise) => {
    const text = env[name]?.trim() || otherwise
    const value = text === undefined ? undefined : parse(text)
    if (value === undefined) problems.add(`${name} ${text ? 'must be' : 'is missing:'} ${rule}`)
    return value as never
  }
  const config = Object.fromEntries(sections.map((section) => [section, readers[section](read)]))
  if (problems.size) {
    log('error', { event: 'CONFIG_REFUSED', problems: [...problems] })
    throw new Error(`configuration refused:\n  ${[...problems].join('\n  ')}`)
  }
  return config as Pick<Config, S>
}
