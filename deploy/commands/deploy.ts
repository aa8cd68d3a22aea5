/** npm run deploy -- --stage test: builds, packs, tries and deploys the functions of a stage. */
import path from 'node:path'
import { buildArchive } from '../build-archive'
import { readCredentials } from '../cloud/credentials'
import { runServerless } from '../run-serverless'
import { completeSettings, readSettings } from '../settings'
import { readStageOptions } from '../stage'

const USAGE = `npm run deploy -- --stage test|prepub|release [--dry-run]

Builds the functions, packs them, lets each answer once from the archive, and deploys
them to Tencent Cloud.
  --stage     which of the environments that stand side by side
  --dry-run   say what would change, and change nothing

Settings come from the environment, else from .env.<stage>: those of .env.example,
TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (TENCENTCLOUD_SESSION_TOKEN for a temporary key),
VPC_ID and SUBNET_ID (the database's network), SCF_RUNTIME (Nodejs18.15).`

/** Gives the exit code. Throws an Error that says what to do. */
export async function deploy(args: string[], env = process.env): Promise<number> {
  const options = readStageOptions(args, USAGE)
  if (!options) return 0
  const { stage, dryRun } = options
  const serverlessYml = path.join(__dirname, '..', 'serverless.yml')
  const settings = completeSettings(readSettings(stage, env), stage, serverlessYml)
  readCredentials(settings)
  console.log('building and packing the functions')
  const { file, bytes } = await buildArchive(serverlessYml)
  console.log(`packed ${path.relative(process.cwd(), file)} (${Math.ceil(bytes / 1024)} KB)`)
  const code = await runServerless(dryRun ? 'plan' : 'deploy', { stage, env: settings })
  if (code !== 0) console.error(`not ${dryRun ? 'planned' : 'deployed'}: see above`)
  else console.log(dryRun ? '\nnothing was changed' : `\n${stage} is deployed`)
  return code
}

if (require.main === module)
  deploy(process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error: Error) => {
      console.error(error.message)
      process.exitCode = 1
    }
  )
