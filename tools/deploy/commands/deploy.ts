/** npm run deploy -- --stage test: builds, packs, tries and deploys the functions of a stage. */
import path from 'node:path'
import { buildArchive } from '../build-archive'
import { readCredentials } from '../cloud/credentials'
import { demandInstalled } from '../demand-installed'
import { CHECKS, createSubject, examine } from '../doctor'
import type { Finding } from '../doctor/check'
import { runCommand } from '../../common/run-command'
import { runServerless } from '../run-serverless'
import { completeSettings, readSettings } from '../settings'
import { readStageOptions, type Stage } from '../stage'

const USAGE = `npm run deploy -- --stage test|prepub|release [--dry-run] [--skip-doctor]

Makes the quick ones of the checks of \`npm run doctor\`, and stops if one fails. Then builds the
functions, packs them, lets each answer once from the archive, and deploys them to Tencent Cloud.
  --stage        which of the environments that stand side by side
  --dry-run      say what would change, and change nothing
  --skip-doctor  deploy although a check failed, such as that of the schema

Settings come from the environment, else from .env.<stage>: those of .env.example,
TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (TENCENTCLOUD_SESSION_TOKEN for a temporary key),
VPC_ID and SUBNET_ID (the database's network), SCF_RUNTIME (Nodejs18.15).`

/** Gives the exit code. Throws an Error that says what to do. */
export async function deploy(args: string[], env = process.env): Promise<number> {
  const extra = { 'skip-doctor': { type: 'boolean' } } as const
  const options = readStageOptions<{ 'skip-doctor': boolean }>(args, USAGE, extra)
  if (!options) return 0
  const { stage, dryRun } = options
  demandInstalled()
  const serverlessYml = path.join(__dirname, '../../../deploy', 'serverless.yml')
  const settings = completeSettings(readSettings(stage, env), stage, serverlessYml)
  readCredentials(settings)
  if (!options['skip-doctor'] && !(await isFit(stage, env))) {
    console.error(`not ${dryRun ? 'planned' : 'deployed'}: mend what failed above`)
    return 1
  }
  console.log('building and packing the functions')
  const { file, bytes } = await buildArchive(serverlessYml, stage)
  console.log(`packed ${path.relative(process.cwd(), file)} (${Math.ceil(bytes / 1024)} KB)`)
  console.log('starting the Serverless Framework')
  const code = await runServerless(dryRun ? 'plan' : 'deploy', { stage, env: settings })
  if (code !== 0) console.error(`not ${dryRun ? 'planned' : 'deployed'}: see above`)
  else console.log(dryRun ? '\nnothing was changed' : `\n${stage} is deployed`)
  return code
}

/** The quick ones of the doctor's checks; only what is not fine is shown. */
function isFit(stage: Stage, env: NodeJS.ProcessEnv): Promise<boolean> {
  const checks = CHECKS.filter(({ first }) => first)
  const show = (line: string, finding?: Finding) => {
    if (finding?.level !== 'ok') console.log(line)
  }
  return examine(createSubject(stage, env), checks, { isOffline: false, show })
}

if (require.main === module) runCommand(deploy)
