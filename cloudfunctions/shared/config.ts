import { createSecretKey, type KeyObject } from 'node:crypto'
import { log } from './log'

/** Keys by id. The first one listed signs and seals; the others still verify and open. */
export interface Keys {
  current: { id: string; key: KeyObject }
  all: Map<string, KeyObject>
}

export interface Config {
  wechat: { appId: string; appSecret: string; apiUrl: string }
  database: { url: string; connections: number }
  tokens: { keys: Keys; appId: string }
  sessions: { seconds: number; sealingKeys: Keys }
}

/** Takes a setting; a text that is not as `rule` says becomes a problem, named but never quoted. */
type Read = <T>(
  name: string,
  rule: string,
  parse: (text: string) => T | undefined,
  otherwise?: string
) => T

const readers: { [S in keyof Config]: (read: Read) => Config[S] } = {
  wechat: (read) => ({
    appId: readAppId(read),
    appSecret: read('WECHAT_APP_SECRET', '32 hexadecimal digits', matching(/^[0-9a-f]{32}$/i)),
    apiUrl: read(
      'WECHAT_API_URL',
      'https and a weixin.qq.com host (or a local address, for development)',
      (text) => (isWechatUrl(text) ? text : undefined),
      'https://api.weixin.qq.com'
    )
  }),
  database: (read) => ({
    url: read(
      'DATABASE_URL',
      'mysql://user:password@host:port/database',
      matching(/^mysql:\/\/[^/]+\/\w/)
    ),
    connections: read('DATABASE_CONNECTIONS', 'a number from 1 to 10', integer(1, 10), '1')
  }),
  tokens: (read) => ({ keys: readKeys(read, 'TOKEN_KEYS'), appId: readAppId(read) }),
  sessions: (read) => ({
    seconds: read(
      'SESSION_SECONDS',
      'seconds, from 60 to 2592000',
      integer(60, 2_592_000),
      '86400'
    ),
    sealingKeys: readKeys(read, 'SEALING_KEYS')
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

function readAppId(read: Read): string {
  return read('WECHAT_APPID', 'wx and 16 hexadecimal digits', matching(/^wx[0-9a-f]{16}$/))
}

function readKeys(read: Read, name: string): Keys {
  return read(name, 'id:key[,id:key ...], each key 32 random bytes in base64', (text) => {
    const all = new Map<string, KeyObject>()
    for (const entry of text.split(',')) {
      const [id, base64] = entry.trim().split(':')
      const bytes = Buffer.from(base64 ?? '', 'base64')
      if (!id || !/^[\w-]{1,16}$/.test(id) || all.has(id) || isWeak(bytes)) return undefined
      all.set(id, createSecretKey(bytes))
    }
    const [current] = all
    return current && { current: { id: current[0], key: current[1] }, all }
  })
}

/** 32 random bytes have some 30 different values; a sentence or a repeated byte has far fewer. */
function isWeak(key: Buffer): boolean {
  return key.length !== 32 || new Set(key).size < 16
}

function isWechatUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  if (['127.0.0.1', '[::1]', 'localhost'].includes(hostname)) return true
  return protocol === 'https:' && /^[\w-]+\.weixin\.qq\.com$/.test(hostname)
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text : undefined)
}

function integer(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    const value = Number(text)
    return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined
  }
}
