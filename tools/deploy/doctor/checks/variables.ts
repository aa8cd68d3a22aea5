import { listNeededSettings } from '../../../serverless-yml'
import { describeFunction } from '../../plugin/describe-function'
import { type Check, fail, nothingYet, ok, warn } from '../check'

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
