import { LOCAL_RUN, RUN_ENVIRONMENT } from '../../../tools/contract/door/run-environment'
import { Failure } from '../core/failure'
import { log } from '../core/log'
import { type RoleKey, roleKeyOf } from './role-key'
import { type SecretStoreSettings, secretStoreSettings } from './sections'
import { type Keys, type Read, shareKey } from './setting-rules'

type Environment = Record<string, string | undefined>

/**
 * Builds something from settings, once. Without a secret store this happens now, and a missing or
 * weak setting throws: the function does not start. With SECRETS_NAME the settings are fetched by
 * the first call. That call throws SETTINGS_UNAVAILABLE when the store cannot be reached, and the
 * next one tries again; every call throws SERVER_MISCONFIGURED when the settings are refused. The
 * call hands in the role's key that came with it, if one did.
 */
export function buildFromSettings<S, T>(
  section: (read: Read) => S,
  build: (settings: S) => T,
  env: Environment = process.env
): (roleKey?: RoleKey) => Promise<T> {
  const store = readSettings(secretStoreSettings, env)
  if (!store.name) {
    const built = build(readSettings(section, env))
    return async () => built
  }
  let building: Promise<T> | undefined
  const fetchAndBuild = async (roleKey: RoleKey | undefined) => {
    const secrets = await fetchSecrets(store, env, roleKey)
    try {
      return build(readSettings(section, { ...env, ...secrets }))
    } catch (cause) {
      throw new Failure('SERVER_MISCONFIGURED', { cause })
    }
  }
  return (roleKey) =>
    (building ??= fetchAndBuild(roleKey).catch((error: unknown) => {
      if (!(error instanceof Failure && error.code === 'SERVER_MISCONFIGURED')) building = undefined
      throw error
    }))
}

/**
 * Reads settings. If some are missing or weak, logs all of them as CONFIG_REFUSED and throws one
 * Error with the same list, so that a function that is set up wrongly never answers.
 */
function readSettings<S>(section: (read: Read) => S, env: Environment): S {
  const problems = new Set<string>()
  const values = new Map<string, unknown>()
  const place = { isLocal: env[RUN_ENVIRONMENT] === LOCAL_RUN }
  const settings = section((name, rule, parse, fallback) => {
    const text = env[name]?.trim() || fallback
    const value = text === undefined ? undefined : parse(text, place)
    values.set(name, value)
    if (value === undefined) problems.add(`${name} ${text ? 'must be' : 'is missing:'} ${rule}`)
    // undefined never leaves readSettings: it has become a problem
    return value as NonNullable<typeof value>
  })
  for (const problem of findSharedKeys(values)) problems.add(problem)
  if (!problems.size) return settings
  log('error', { event: 'CONFIG_REFUSED', problems: [...problems] })
  throw new Error(`configuration refused:\n  ${[...problems].join('\n  ')}`)
}

/** One key for two jobs: whoever learns it from one of them has both. */
function findSharedKeys(values: Map<string, unknown>): string[] {
  const rings = [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter((entry): entry is [string, Keys] => isKeyRing(entry[1]))
  return rings.flatMap(([name, keys], i) =>
    rings
      .slice(i + 1)
      .filter(([, others]) => shareKey(keys, others))
      .map(([other]) => `${name} and ${other} must not share a key`)
  )
}

/**
 * The key in the environment goes first. A header proves nothing where the platform does not set it:
 * a caller's own key would read a secret of the caller's. But a key in the environment grows old.
 */
async function fetchSecrets(
  store: SecretStoreSettings,
  env: Environment,
  fromHeaders?: RoleKey
): Promise<Record<string, string>> {
  const region = env.TENCENTCLOUD_REGION
  const inEnvironment = roleKeyOf(env)
  try {
    // in a bundle of its own: without a secret store the cloud's SDK is never loaded
    const { readSecrets } = await import('./secret-store')
    const first = inEnvironment ?? fromHeaders
    if (!first) throw Object.assign(new Error('no role'), { code: 'NoRoleKey' })
    return await readSecrets(store, first, region).catch((error: unknown) => {
      if (!inEnvironment || !fromHeaders || !isRefusedKey(error)) throw error
      return readSecrets(store, fromHeaders, region)
    })
  } catch (error) {
    throw new Failure('SETTINGS_UNAVAILABLE', { detail: { secretStore: codeOf(error) } })
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code
}

function isRefusedKey(error: unknown): boolean {
  return String(codeOf(error)).startsWith('AuthFailure')
}

/** Whether a setting was read by `keyRing`. */
function isKeyRing(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && 'current' in value && 'all' in value
}
