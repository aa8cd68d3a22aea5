import { withUsage } from '../../common/command'
import { readCredentials } from '../cloud/credentials'
import { PREPARED, prepareDeployment } from '../plugin/prepare'
import { runServerless } from '../plugin/run-serverless'
import { readStageOptions } from '../settings/options'
import { checkInstalled } from '../settings/packages'
import { completeSettings, readSettings } from '../settings/settings'

const USAGE = `npm run deploy -- --stage test|prepub|release [--dry-run] [--skip-doctor]

Runs the quick checks of \`npm run cli -- doctor\` and stops if one fails. Then builds and packs the
functions, has each answer once from the archive, and deploys them to Tencent Cloud.
  --stage        where to deploy: each stage has its own functions, settings and domain
  --dry-run      only show what would change
  --skip-doctor  deploy even if a check fails, such as the one of the schema

\`npx serverless deploy --stage test\` in deploy/ does the same, without these options.

Settings come from the environment, else from .env.<stage>: those of .env.example,
TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (TENCENTCLOUD_SESSION_TOKEN for a temporary key),
VPC_ID and SUBNET_ID (the database's network), SCF_RUNTIME (Nodejs18.15).`

export const deploy = withUsage(USAGE, async (project, args) => {
  const options = readStageOptions(args, { 'skip-doctor': { type: 'boolean' } })
  const { stage, dryRun } = options
  const { deployDir } = project
  checkInstalled(deployDir)
  const env = completeSettings(project, readSettings(project, stage), stage)
  readCredentials(env)
  const skipDoctor = options['skip-doctor'] === true
  const log = (line: string) => console.log(line)
  const prepared = await prepareDeployment(project, stage, { skipDoctor, log })
  if (prepared === undefined) {
    console.error(`not ${dryRun ? 'planned' : 'deployed'}: fix what failed above`)
    return 1
  }
  console.log('starting the Serverless Framework')
  const code = await runServerless(dryRun ? 'plan' : 'deploy', {
    deployDir,
    stage,
    env: { ...env, [PREPARED]: prepared }
  })
  const again = 'see above; deploying again completes what is half done'
  if (code !== 0) console.error(dryRun ? 'not planned: see above' : `not deployed: ${again}`)
  else console.log(dryRun ? '\nnothing was changed' : `\n${stage} is deployed`)
  return code
})
