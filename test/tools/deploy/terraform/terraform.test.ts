import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { project } from '../../../support/project'
import { checkConfiguration, type Configuration } from './check-configuration'

/** The types of this package declare no exports. */
const { parseToString } = jest.requireActual<{
  parseToString: (text: string) => [json: string, problem: { Error?: () => string } | null]
}>('hcl2-parser')

const folder = path.join(project.deployDir, 'terraform')
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.tf'))
  .map((name) => readFileSync(path.join(folder, name), 'utf8'))
const whole = texts.map(read)

function read(text: string): Configuration {
  const [json, problem] = parseToString(text)
  if (problem) throw new Error(`this is not HCL: ${text.slice(0, 200)}`)
  return JSON.parse(json) as Configuration
}

/** What is wrong after a change to one file. */
const afterChange = (before: string, after: string) => {
  expect(texts.filter((text) => text.includes(before))).toHaveLength(1)
  return checkConfiguration(texts.map((text) => read(text.replace(before, after))))
}
const output = (name: string) => whole.flatMap((file) => file.output?.[name] ?? [])[0]

it('gives every resource what the documentation of its provider asks for', () => {
  expect(whole.length).toBeGreaterThan(8)
  expect(checkConfiguration(whole)).toEqual([])
})

it.each([
  [
    'an unknown argument',
    '  is_enabled              = true',
    '  enabled = true',
    'takes no enabled'
  ],
  ['an argument that is missing', '  record_line = "默认"\n', '', 'record_line must be given'],
  [
    'a value of another type',
    'mem_size          = var.database_memory_mb',
    'mem_size = "big"',
    'mem_size must be a number'
  ],
  [
    'an unknown resource',
    'tencentcloud_cls_logset" "main"',
    'tencentcloud_cls_set" "main"',
    'no such resource'
  ],
  ['an unknown attribute', 'deployer.secret_key', 'deployer.key', 'no key'],
  [
    'a reference to nothing',
    'tencentcloud_subnet.main.cidr_block',
    'tencentcloud_subnet.other.cidr_block',
    'there is no tencentcloud_subnet.other'
  ],
  [
    'one of several that is not named',
    'user["migrate"].name',
    'user.name',
    'names none of several'
  ],
  [
    'a variable that is not declared',
    'var.dns_name',
    'var.dns_host',
    'var.dns_host is not declared'
  ],
  [
    'a block with an unknown argument',
    '      days = 1',
    '      day = 1',
    'expiration: takes no day'
  ]
])('notices %s', (_what, before, after, problem) => {
  expect(afterChange(before, after).join('\n')).toContain(problem)
})

it('refuses what is not HCL', () => {
  expect(() => read('resource "a" {{')).toThrow('this is not HCL')
})

it('writes only settings that serverless.yml, the commands or .env.example know', () => {
  const names = [...JSON.stringify(output('env_file')?.value).matchAll(/\b([A-Z][A-Z_]+)=/g)]
  const known = ['.env.example', 'deploy/serverless.yml', 'tools/deploy/commands/domain.ts']
    .map((file) => readFileSync(path.join(project.root, file), 'utf8'))
    .join('\n')
  expect(names.length).toBeGreaterThan(4)
  for (const [, name = ''] of names) expect(known).toContain(name)
})

it('marks every output that contains a secret as sensitive', () => {
  const secrets = /random_password|random_bytes|secret_key|wechat_app_secret|env_file/
  for (const { output: outputs = {} } of whole)
    for (const [name, [body]] of Object.entries(outputs))
      if (secrets.test(JSON.stringify(body))) expect([name, body?.sensitive]).toEqual([name, true])
})

it('makes its resources in the region that the functions have', () => {
  const { provider } = parse(
    readFileSync(path.join(project.deployDir, 'serverless.yml'), 'utf8')
  ) as { provider: { region: string } }
  const variables = Object.assign({}, ...whole.map((file) => file.variable)) as Record<
    string,
    { default?: string }[]
  >
  expect(variables.region?.[0]?.default).toBe(provider.region)
})

it('gives the execution role what docs/deploy.md gives it', () => {
  const page = readFileSync(path.join(project.root, 'docs/deploy.md'), 'utf8')
  const [, policy = '{}'] = /```json\n([^]*?)```/.exec(page) ?? []
  const { statement } = JSON.parse(policy) as { statement: { action: string[] }[] }
  const roles = whole.flatMap((file) => file.resource?.tencentcloud_cam_policy?.functions ?? [])
  const written = JSON.stringify(roles)
  expect(statement.length).toBeGreaterThan(1)
  for (const action of statement.flatMap((one) => one.action)) expect(written).toContain(action)
})

it('gives functions and migrations the rights that docs/deploy.md lists', () => {
  const page = readFileSync(path.join(project.root, 'docs/deploy.md'), 'utf8')
  const all = whole.flatMap((file) =>
    Object.entries(file.resource?.tencentcloud_mysql_privilege ?? {})
  )
  const granted = Object.fromEntries(
    all.map(([name, [body]]) => [
      name,
      (body?.database as { privileges: string[] }[])[0]?.privileges
    ])
  )
  const grantOf = (user: string) =>
    new RegExp(`GRANT ([A-Z, \\n]+?)\\s+ON app.\\* TO '${user}'`).exec(page)?.[1]?.split(/,\s+/)
  expect(granted).toEqual({ functions: grantOf('functions'), migrate: grantOf('migrate') })
})
