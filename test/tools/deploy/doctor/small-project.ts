import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openProject, type Project } from '../../../../tools/project'
import { smallContract } from '../small-contract'

const SERVERLESS = `
service: small
provider:
  name: tencent
  runtime: \${env:SCF_RUNTIME, 'Nodejs18.15'}
  region: ap-guangzhou
  memorySize: 256
  vpcConfig: { vpcId: "\${env:VPC_ID, ''}", subnetId: "\${env:SUBNET_ID, ''}" }
  publicNetwork: true
  role: \${env:SCF_ROLE, ''}
  environment:
    variables:
      WECHAT_APPID: \${env:WECHAT_APPID}
      DATABASE_URL: \${env:DATABASE_URL}
      DATABASE_CONNECTIONS: \${env:DATABASE_CONNECTIONS, '4'}
      TOKEN_KEYS: \${env:TOKEN_KEYS}
      SEALING_KEYS: \${env:SEALING_KEYS}
      SESSION_POLICY: \${env:SESSION_POLICY, 'many'}
      SECRETS_NAME: \${env:SECRETS_NAME, ''}
functions:
  login:
    handler: login.main_handler
    type: web
    reservedInstances: 10
    events: [{ http: { name: login-url } }]
  session:
    handler: session.main_handler
    type: web
    reservedInstances: 5
    events: [{ http: { name: session-url } }]
  janitor:
    handler: janitor.main_handler
    events: [{ timer: { name: hourly, parameters: { cronExpression: '0 0 * * * * *' } } }]
`

const ENVIRONMENTS = `
test: { source: function }
prepub: { source: function }
release:
  domain: api.a-shop.cn
  source: function
`

const BUILDS = `export const GATEWAYS = {
  develop: 'http://127.0.0.1:3000',
  trial: '',
  release: 'https://api.a-shop.cn'
}
`

/** The files of deploy/ that the doctor looks for: these tests run without its packages, too. */
export function pretendInstalled({ deployDir }: Project): void {
  mkdirSync(path.join(deployDir, 'node_modules'), { recursive: true })
  writeFileSync(path.join(deployDir, 'node_modules', '.package-lock.json'), '{}')
}

/** A project that is ready to deploy, as far as the doctor looks: 10 + 5 + 1 instances. */
export function createSmallProject(appId: string) {
  const root = mkdtempSync(path.join(tmpdir(), 'weapp scf doctor '))
  const files = {
    'package.json': '{ "name": "small" }',
    'deploy/serverless.yml': SERVERLESS,
    'gateway-config/openapi.yaml': smallContract(),
    'gateway-config/environments.yaml': ENVIRONMENTS,
    'miniprogram/config.ts': BUILDS,
    'miniprogram/project.config.json': `{ "appid": "${appId}" }`,
    'sql/0001-things.sql': 'CREATE TABLE IF NOT EXISTS things (id INT PRIMARY KEY);\n'
  }
  const write = (file: string, text: string) => {
    const whole = path.join(root, file)
    mkdirSync(path.dirname(whole), { recursive: true })
    writeFileSync(whole, text)
  }
  for (const [file, text] of Object.entries(files)) write(file, text)
  const project = openProject(root)
  pretendInstalled(project)
  return {
    project,
    write,
    edit(file: string, old: string, now: string): void {
      const text = readFileSync(path.join(root, file), 'utf8')
      expect(text).toContain(old)
      write(file, text.replaceAll(old, now))
    },
    remove: () => rmSync(root, { recursive: true })
  }
}
