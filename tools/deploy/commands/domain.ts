/** npm run domain -- --stage prepub: points a stage's domain to its functions and mocks. */
import path from 'node:path'
import { readCloudEnvironment } from '../../contract/read/cloud-environment'
import { createCloud, readOnly } from '../cloud/client'
import { readCredentials } from '../cloud/credentials'
import { confirm } from '../domain/confirm'
import { nameOf, pointDomain, removeDomain } from '../domain/point-domain'
import { readService } from '../read-service'
import { runCommand } from '../../common/run-command'
import { readSettings } from '../settings'
import { readStageOptions } from '../stage'

const USAGE = `npm run domain -- --stage test|prepub|release [--certificate ID] [--dry-run]
npm run domain -- --stage test|prepub|release --remove [--yes] [--dry-run]

Makes the stage's domain, or changes it: each path of the contract leads to its function, or to
the mock, as gateway-config/environments.yaml says. All paths change at once.
  --certificate  the https certificate's id; CERTIFICATE_ID does the same. A domain keeps its own
  --dry-run      say what would change, and change nothing
  --remove       take the domain away; the functions stay
  --yes          remove without being asked

To connect a mocked route to its function: set its source in environments.yaml, run this again.
Where a route is mocked for the first time, or a limit changes, \`npm run deploy\` comes first.
In regions of mainland China the domain needs an ICP filing (ICP 备案).
Settings come from the environment, else from .env.<stage>: TENCENTCLOUD_SECRET_ID and
TENCENTCLOUD_SECRET_KEY (TENCENTCLOUD_SESSION_TOKEN for a temporary key), CERTIFICATE_ID.`

interface Options {
  certificate: string
  remove: boolean
  /** Answers the question that `remove` asks. */
  yes: boolean
}

const CONFIG = path.resolve(__dirname, '../../../gateway-config')

/** Gives the exit code. Throws an Error that says what to do. */
export async function domain(args: string[], env = process.env): Promise<number> {
  const options = readStageOptions<Options>(args, USAGE, {
    certificate: { type: 'string' },
    remove: { type: 'boolean' },
    yes: { type: 'boolean' }
  })
  if (!options) return 0
  const { stage, dryRun, yes } = options
  const settings = readSettings(stage, env)
  const environment = readCloudEnvironment(CONFIG, stage)
  const name = nameOf(environment)
  const { service, provider } = readService(settings, stage)
  const writing = createCloud(readCredentials(settings), provider.region)
  const cloud = dryRun ? readOnly(writing) : writing
  const task = { cloud, environment, service, log: (line: string) => console.log(line) }

  console.log(`asking the cloud about ${name}`)
  if (options.remove) {
    const ask = async (found: string) => (yes ? undefined : confirm(`Take ${found} away?`, found))
    await removeDomain(task, { ask, dryRun })
    return 0
  }
  const { AppId } = await cloud<{ AppId: number }>('cam', 'GetUserAppId')
  // first: without the record in the DNS, the domain may be refused
  console.log(`DNS: ${name}  CNAME  ${AppId}.${provider.region}.tencentscf.com`)
  const certificate = options.certificate ?? settings.CERTIFICATE_ID
  await pointDomain(task, { certificate, dryRun })
  console.log(
    `WeChat console (mp.weixin.qq.com > 开发管理 > 服务器域名 > request 合法域名): https://${name}`
  )
  return 0
}

if (require.main === module) runCommand(domain)
