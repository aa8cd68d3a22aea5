import { describeUnknown, listExampleNames } from '../../../common/setting-names'
import { listEnvNames, listNeededSettings } from '../../../serverless-yml'
import { describeFunction } from '../../plugin/describe-function'
import { readDatabaseUrl } from '../../settings/database-url'
import { completeSettings } from '../../settings/settings'
import { type Check, fail, nothingYet, ok, warn } from '../check'
import { type Subject } from '../subject'

/** What the commands read themselves, and what Terraform reads beside them */
const OF_COMMANDS = [
  ...['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_SESSION_TOKEN'],
  'TENCENTCLOUD_REGION'
]

export const settings: Check = {
  name: 'settings',
  isQuick: true,
  run({ project, settings, stage, service }) {
    completeSettings(project, settings, stage)
    if (settings.DATABASE_URL) readDatabaseUrl(settings.DATABASE_URL)
    const { TENCENTCLOUD_REGION: named } = settings
    const { region } = service.provider
    if (named && named !== region)
      return warn(
        `TENCENTCLOUD_REGION is ${named}`,
        `the functions go to ${region}, as deploy/serverless.yml says`,
        'change one of the two'
      )
    const unknown = listUnknown({ project, stage })
    if (unknown.length)
      return warn(unknown.join('; '), 'nothing reads it', 'correct the name, or remove the line')
    return settings.SECRETS_NAME
      ? ok('settings that are not here must be in the secret store', 'which is not checked')
      : ok('everything that serverless.yml needs is set')
  }
}

function listUnknown({ project, stage }: Pick<Subject, 'project' | 'stage'>): string[] {
  const { root, serverlessFile } = project
  const known = [...listExampleNames(root), ...listEnvNames(serverlessFile), ...OF_COMMANDS]
  return describeUnknown(root, `.env.${stage}`, known)
}

/** Functions can read the secret only with the key that their role gives them. */
export const ssm: Check = {
  name: 'ssm',
  isQuick: true,
  run({ settings, service: { provider, functions } }) {
    const secret = settings.SECRETS_NAME
    if (!secret) return ok('no secret is used', 'the settings are variables of the functions')
    const without = Object.entries(functions)
      .filter(([, entry]) => !{ ...provider, ...entry }.role)
      .map(([name]) => name)
    if (!without.length) return ok(`${provider.role} reads ${secret}`, 'which is not checked')
    return fail(
      `no role: ${without.join(', ')}`,
      `they cannot read ${secret}`,
      'set SCF_ROLE to a role that can (docs/deploy.md, 11)'
    )
  }
}

const LOCAL = /^(localhost|127\.|0\.0\.0\.0|\[::1\])/

export const addresses: Check = {
  name: 'addresses',
  run({ settings }) {
    for (const name of [
      'DATABASE_URL',
      'WECHAT_API_URL',
      'PAY_API_URL',
      'SECRETS_URL',
      'FILES_URL'
    ]) {
      const text = settings[name]
      if (text && URL.canParse(text) && LOCAL.test(new URL(text).hostname))
        return fail(
          `${name} is an address of this machine`,
          'the functions in the cloud cannot reach it',
          'set an address that they can reach'
        )
    }
    return ok('no setting is an address of this machine')
  }
}

/** cloud.tencent.com/document/product/583/11637 */
const MAX_BYTES = 4096
const WARN_SHARE = 0.9
const RESERVED = /^(SCF_|QCLOUD_|TENCENTCLOUD_)/

export const variables: Check = {
  name: 'variables',
  isQuick: true,
  run({ service, stage, project, settings }) {
    const missing = listNeededSettings(project.serverlessFile).filter(({ name }) => !settings[name])
    if (missing.length && !settings.SECRETS_NAME)
      return nothingYet(`${missing.length} settings are missing: their size is not known`)
    const sizes = Object.keys(service.functions).map((name) => {
      const { configuration } = describeFunction(service, { name, stage, code: '' })
      const { Variables } = configuration.Environment
      return { name, Variables, bytes: Buffer.byteLength(JSON.stringify(Variables)) }
    })
    for (const { name, Variables } of sizes)
      for (const { Key } of Variables)
        if (RESERVED.test(Key))
          return fail(`${name}: ${Key} is reserved`, 'SCF refuses it', 'rename it')
    const largest = sizes.sort((a, b) => b.bytes - a.bytes)[0]
    const what = `${largest?.name} has ${largest?.bytes} bytes of ${MAX_BYTES}`
    const advice = 'keep secrets in SSM (SECRETS_NAME, docs/keys.md)'
    const bytes = largest?.bytes ?? 0
    if (bytes > MAX_BYTES) return fail(what, 'SCF refuses more', advice)
    return bytes > MAX_BYTES * WARN_SHARE
      ? warn(what, 'there is little space left', advice)
      : ok(what)
  }
}
