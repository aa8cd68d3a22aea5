import { requireFrom } from '../settings/packages'

/** The only version whose internals are known here. */
const VERSION = '0.1.36'

type Method = (this: unknown, ...given: unknown[]) => unknown
type Part = Record<string, Method | undefined>

/** The prototypes and mixins of serverless-tencent-scf that are patched, by what they do. */
export type PluginParts = ReturnType<typeof loadPlugin>

/**
 * Loads the internals of the serverless-tencent-scf that is installed in `deployDir`. Throws an Error
 * for another version: the patches are made for this one only.
 */
export function loadPlugin(deployDir: string) {
  const load = requireFrom(deployDir)
  const { version } = load('serverless-tencent-scf/package.json') as { version: string }
  if (version !== VERSION)
    throw new Error(`this plugin repairs serverless-tencent-scf ${VERSION}, not ${version}`)
  const prototype = (file: string) =>
    (load(`serverless-tencent-scf/${file}`) as { prototype: Part }).prototype
  const { Account, Others } = requireFrom(
    deployDir,
    'serverless-tencent-scf'
  )('serverless-tencent-tools') as {
    Account: { GetUserAuthInfo: { prototype: Part } }
    Others: { DataReport: { DataReport: { prototype: Part } } }
  }
  return {
    report: Others.DataReport.DataReport.prototype,
    authInfo: Account.GetUserAuthInfo.prototype,
    validate: load('serverless-tencent-scf/shared/validate') as Part,
    provider: prototype('provider/tencentProvider'),
    deploy: prototype('deploy/tencentDeploy'),
    deployFunction: prototype('deploy/lib/deployFunction'),
    deployTrigger: prototype('deploy/lib/deployTrigger')
  }
}

/**
 * Replaces a method. Throws an Error when it does not exist: a patch without effect must not go
 * unnoticed.
 */
export function replace(
  part: PluginParts[keyof PluginParts],
  name: string,
  make: (original: Method) => (...given: never[]) => unknown
): void {
  const original = part[name]
  if (typeof original !== 'function')
    throw new Error(`serverless-tencent-scf has no method ${name} to repair`)
  part[name] = make(original) as Method
}
