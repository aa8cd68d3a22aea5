import { loadPackage } from '../settings/packages'

const PLUGIN = 'serverless-tencent-scf'
/** The only version whose internals are known here. */
const VERSION = '0.1.36'

type Method = (this: unknown, ...given: unknown[]) => unknown
type Part = Record<string, Method | undefined>

/** The prototypes and mixins of serverless-tencent-scf that are patched, by what they do. */
export type PluginParts = ReturnType<typeof loadPlugin>

/**
 * Loads the internals of the serverless-tencent-scf that is installed in `deployDir`. Throws an
 * Error for another version: the patches are made for this one only.
 */
export function loadPlugin(deployDir: string) {
  const loadFile = (file: string) => loadPackage(deployDir, `${PLUGIN}/${file}`)
  const { version } = loadFile('package.json') as { version: string }
  if (version !== VERSION)
    throw new Error(`this plugin repairs ${PLUGIN} ${VERSION}, not ${version}`)
  const prototype = (file: string) => (loadFile(file) as { prototype: Part }).prototype
  const { Account, Others } = loadPackage(deployDir, 'serverless-tencent-tools', PLUGIN) as {
    Account: { GetUserAuthInfo: { prototype: Part } }
    Others: { DataReport: { DataReport: { prototype: Part } } }
  }
  return {
    report: Others.DataReport.DataReport.prototype,
    authInfo: Account.GetUserAuthInfo.prototype,
    validate: loadFile('shared/validate') as Part,
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
  if (typeof original !== 'function') throw new Error(`${PLUGIN} has no method ${name} to repair`)
  part[name] = make(original) as Method
}
