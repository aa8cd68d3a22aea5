import path from 'node:path'
import { type Command } from '../../common/command'
import { type Stage } from '../../contract'
import { type Project } from '../../project'
import { buildArchive } from '../archive/build-archive'
import { readCredentials } from '../cloud/credentials'
import { CHECKS, createSubject, examine } from '../doctor'
import { type CheckFinding } from '../doctor/check'
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

Settings come from the environment, else from .env.<stage>: those of .env.example,
TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (TENCENTCLOUD_SESSION_TOKEN for a temporary key),
VPC_ID and SUBNET_ID (the database's network), SCF_RUNTIME (Nodejs18.15).`

export const deploy: Command = async (project, args) => {
  const extra = { 'skip-doctor': { type: 'boolean' } } as const
  const options = readStageOptions<{ 'skip-doctor': boolean }>(args, USAGE, extra)
  if (!options) return 0
  const { stage, dryRun } = options
  const { deployDir } = project
  checkInstalled(deployDir)
  const env = completeSettings(project, readSettings(project, stage), stage)
  readCredentials(env)
  if (!options['skip-doctor'] && !(await isReady(project, stage))) {
    console.error(`not ${dryRun ? 'planned' : 'deployed'}: fix what failed above`)
    return 1
  }
  console.log('building and packing the functions')
  const { file, bytes } = await buildArchive(project, stage)
  console.log(`packed ${path.relative(project.root, file)} (${Math.ceil(bytes / 1024)} KB)`)
  console.log('starting the Serverless Framework')
  const code = await runServerless(dryRun ? 'plan' : 'deploy', { deployDir, stage, env })
  if (code !== 0) console.error(`not ${dryRun ? 'planned' : 'deployed'}: see above`)
  else console.log(dryRun ? '\nnothing was changed' : `\n${stage} is deployed`)
  return code
}

/** Runs the quick checks of the doctor; prints only findings that are not ok. */
function isReady(project: Project, stage: Stage): Promise<boolean> {
  const checks = CHECKS.filter(({ isQuick }) => isQuick)
  const show = (line: string, finding?: CheckFinding) => {
    if (finding?.level !== 'ok' && finding?.level !== '-') console.log(line)
  }
  return examine(createSubject(project, stage), checks, { isOffline: false, show })
}
