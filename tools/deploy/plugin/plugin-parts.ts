import { createRequire } from 'node:module'
import path from 'node:path'

/** The only version whose inside is known here. */
const VERSION = '0.1.36'

type Method = (this: unknown, ...given: unknown[]) => unknown
type Part = Record<string, Method | undefined>

/** What of serverless-tencent-scf is replaced: prototypes and mixins, by what they do. */
export type PluginParts = ReturnType<typeof loadPlugin>

/**
 * Loads the plugin's inside from where it is installed. Throws an Error when it is another version:
 * what is repaired here is known of that one only.
 */
export function loadPlugin(home = path.join(__dirname, '../../../deploy', 'package.json')) {
  const load = createRequire(home)
  const { version } = load('serverless-tencent-scf/package.json') as { version: string }
  if (version !== VERSION)
    throw new Error(`tencent-compat repairs serverless-tencent-scf ${VERSION}, not ${version}`)
  const prototype = (file: string) =>
    (load(`serverless-tencent-scf/${file}`) as { prototype: Part }).prototype
  // the plugin's own copy, wherever npm has put it
  const tools = createRequire(load.resolve('serverless-tencent-scf'))(
    'serverless-tencent-tools'
  ) as {
    Account: { GetUserAuthInfo: { prototype: Part } }
    Others: { DataReport: { DataReport: { prototype: Part } } }
  }
  return {
    report: tools.Others.DataReport.DataReport.prototype,
    authInfo: tools.Account.GetUserAuthInfo.prototype,
    validate: load('serverless-tencent-scf/shared/validate') as Part,
    provider: prototype('provider/tencentProvider'),
    deploy: prototype('deploy/tencentDeploy'),
    deployFunction: prototype('deploy/lib/deployFunction'),
    deployTrigger: prototype('deploy/lib/deployTrigger')
  }
}

/**
 * Replaces a method. Throws an Error when there is none of that name: a patch that hits nothing
 * must not go unnoticed.
 */
export function replace(
  part: PluginParts[keyof PluginParts],
  name: string,
  make: (original: Method) => (...given: never[]) => unknown
): void {
  const original = part[name]
  if (typeof original !== 'function')
    throw new Error(`tencent-compat: serverless-tencent-scf has no method ${name} to repair`)
  part[name] = make(original) as Method
}
