import { withUsage } from '../../common/command'
import { domainOf, pointDomain, removeDomain } from '../domain/point-domain'
import { confirm } from '../removal/confirm'
import { openStage } from '../settings/open-stage'
import { readStageOptions } from '../settings/options'
import { readEnvironment, readSettings } from '../settings/settings'

const USAGE = `npm run cli -- domain --stage test|prepub|release [--certificate ID] [--dry-run]
npm run cli -- domain --stage test|prepub|release --remove [--yes] [--dry-run]

Creates or changes the stage's domain, which routes each path of the contract to its function or to
the mock function, as gateway-config/environments.yaml says. All paths change at once.
  --certificate  the id of the https certificate, like CERTIFICATE_ID. A domain keeps the one it has
  --dry-run      only show what would change
  --remove       remove the domain; the functions stay
  --yes          do not ask before removing

To switch a mocked route to its function, change its source in environments.yaml and run this again.
When a route is mocked for the first time, or a limit changes, run \`npm run deploy\` first.
In regions of mainland China the domain needs an ICP filing (ICP 备案).
Settings come from the environment, else from .env.<stage>: TENCENTCLOUD_SECRET_ID and
TENCENTCLOUD_SECRET_KEY (TENCENTCLOUD_SESSION_TOKEN for a temporary key), CERTIFICATE_ID.`

export const domain = withUsage(USAGE, async (project, args) => {
  const options = readStageOptions(args, {
    certificate: { type: 'string' },
    remove: { type: 'boolean' },
    yes: { type: 'boolean' }
  })
  const { dryRun, yes } = options
  const environment = await readEnvironment(project, options.stage)
  const name = domainOf(environment)
  const { cloud, service, region } = openStage(project, options)
  const task = { cloud, environment, service, log: (line: string) => console.log(line) }

  console.log(`asking the cloud about ${name}`)
  if (options.remove) {
    await removeDomain(task, {
      confirm: async (found) => (yes ? undefined : confirm(`Remove ${found}?`, found)),
      dryRun
    })
    return 0
  }
  const { AppId } = await cloud<{ AppId: number }>('cam', 'GetUserAppId')
  // printed first, because without this DNS record the domain may be refused
  console.log(`DNS: ${name}  CNAME  ${AppId}.${region}.tencentscf.com`)
  const certificate = options.certificate ?? readSettings(project, options.stage).CERTIFICATE_ID
  await pointDomain(task, { certificate, dryRun })
  console.log(
    `WeChat console (mp.weixin.qq.com > 开发管理 > 服务器域名 > request 合法域名): https://${name}`
  )
  return 0
})
