import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../../..')
const key = randomBytes(32).toString('base64')
const good: Record<string, string> = {
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: 'a'.repeat(32),
  DATABASE_URL: 'mysql://app:hunter2@127.0.0.1:1/app',
  SEALING_KEYS: `now:${key}`,
  TOKEN_KEYS: `now:${key}`
}

/** Loads a bundle as SCF does, with nothing but these settings. */
function load(name: string, env: Record<string, string | undefined>) {
  return spawnSync(process.execPath, ['-e', `require('./dist/${name}.js')`], {
    cwd: ROOT,
    env,
    encoding: 'utf8'
  })
}

describe('a function', () => {
  it('loads with good settings, and logs nothing', () => {
    expect(load('login', good)).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })

  it('requires only the settings that a function uses', () => {
    const { DATABASE_URL, SEALING_KEYS } = good
    expect(load('janitor', { DATABASE_URL, SEALING_KEYS }).status).toBe(0)
  })

  it('lists all missing settings at once', () => {
    const { status, stdout } = load('login', {})
    expect(status).toBe(1)
    const { event, problems } = JSON.parse(stdout.split('\n')[0] ?? '') as {
      event: string
      problems: string[]
    }
    expect(event).toBe('CONFIG_REFUSED')
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(Object.keys(good))
  })

  it.each([
    ['WECHAT_APPID', 'touristappid'],
    ['WECHAT_APP_SECRET', 'password1'],
    ['WECHAT_APP_SECRET', `${'a'.repeat(32)}|hunter2`],
    ['WECHAT_APP_SECRET', Array(3).fill('a'.repeat(32)).join('|')],
    ['WECHAT_APPS', 'wx0123456789abcdef'],
    ['WECHAT_APPS', `wx0123456789abcdef:${'a'.repeat(32)},wx0123456789abcdef:${'b'.repeat(32)}`],
    ['SECRETS_NAME', '../elsewhere'],
    ['SECRETS_URL', 'https://ssm.tencentcloudapi.com.evil.example'],
    ['WECHAT_API_URL', 'http://api.weixin.qq.com'],
    ['WECHAT_API_URL', 'https://api.weixin.qq.com.evil.example'],
    ['WECHAT_API_URL', 'https://evil.example/api.weixin.qq.com'],
    ['WECHAT_API_URL', 'not an address'],
    ['DATABASE_URL', 'postgres://a:hunter2@b/c'],
    ['DATABASE_URL', 'mysql://app:hunter2@127.0.0.1:3306'],
    ['DATABASE_URL', 'mysql://app:hunter2/x@127.0.0.1/app'],
    ['DATABASE_URL', 'mysql://app:hunter2#x@127.0.0.1/app'],
    ['DATABASE_URL', 'mysql://app:20/hunter2@127.0.0.1/app'],
    ['DATABASE_URL', 'mysql://app:20#hunter2@127.0.0.1/app'],
    ['DATABASE_URL', 'mysql://app:hunter2%x@127.0.0.1/app'],
    ['DATABASE_CONNECTIONS', '0'],
    ['DATABASE_CONNECTIONS', 'many'],
    ['TOKEN_KEYS', 'undefined'],
    ['TOKEN_KEYS', 'now:c2hvcnQ='],
    ['TOKEN_KEYS', `now:${Buffer.alloc(32).toString('base64')}`],
    ['TOKEN_KEYS', `now:${Buffer.from('secret'.repeat(6)).subarray(0, 32).toString('base64')}`],
    ['TOKEN_KEYS', `same:${key},same:${key}`],
    ['TOKEN_KEYS', `../etc:${key}`],
    ['SEALING_KEYS', 'now:'],
    ['SESSION_SECONDS', '1'],
    ['SESSION_SECONDS', '1e9'],
    ['SESSION_SECONDS', '3600s'],
    ['TOKEN_SECONDS', '59'],
    ['SESSION_POLICY', 'several'],
    ['LOGINS_PER_USER', '-1'],
    ['LOGINS_PER_ADDRESS', 'unlimited']
  ])('refuses to start with %s=%s, without repeating the value', (name, value) => {
    const { status, stdout, stderr } = load('login', { ...good, [name]: value })
    expect(status).toBe(1)
    expect(stderr).toContain(`${name} must be`)
    expect(stdout + stderr).not.toContain(value.length > 4 ? value : 'hunter2')
    expect(stdout + stderr).not.toContain('hunter2')
  })
})

it('finds every setting in .env.example', () => {
  const source = readFileSync(path.join(ROOT, 'cloudfunctions/shared/settings/sections.ts'), 'utf8')
  const example = readFileSync(path.join(ROOT, '.env.example'), 'utf8')
  const names = [...source.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(10)
  for (const name of new Set(names)) expect(example).toContain(`\n${name}=`)
})
