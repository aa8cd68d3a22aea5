import { Failure } from '../core/failure'
import { log } from '../core/log'
import { type SecretStoreSettings, secretStoreSettings } from './sections'
import { type Read } from './setting-rules'

type Environment = Record<string, string | undefined>

/**
 * Builds something from settings, once. Without a secret store this happens now, and a missing or
 * weak setting throws: the function does not start. With SECRETS_NAME the settings are fetched by
 * the first call. That call throws SETTINGS_UNAVAILABLE when the store cannot be reached, and the
 * next one tries again; every call throws SERVER_MISCONFIGURED when the settings are refused.
 */
export function buildFromSettings<S, T>(
  section: (read: Read) => S,
  build: (settings: S) => T,
  env: Environment = process.env
): () => Promise<T> {
  const store = readSettings(secretStoreSettings, env)
  if (!store.name) {
    const built = build(readSettings(section, env))
    return async () => built
  }
  let building: Promise<T> | undefined
  const fetchAndBuild = async () => {
    const secrets = await fetchSecrets(store, env)
    try {
      return build(readSettings(section, { ...env, ...secrets }))
    } catch (cause) {
      throw new Failure('SERVER_MISCONFIGURED', { cause })
    }
  }
  return () =>
    (building ??= fetchAndBuild().catch((error: unknown) => {
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
  const settings = section((name, rule, parse, fallback) => {
    const text = env[name]?.trim() || fallback
    const value = text === undefined ? undefined : parse(text)
    if (value === undefined) problems.add(`${name} ${text ? 'must be' : 'is missing:'} ${rule}`)
    // undefined never leaves readSettings: it has become a problem
    return value as NonNullable<typeof value>
  })
  if (!problems.size) return settings
  log('error', { event: 'CONFIG_REFUSED', problems: [...problems] })
  throw new Error(`configuration refused:\n  ${[...problems].join('\n  ')}`)
}

async function fetchSecrets(
  store: SecretStoreSettings,
  env: Environment
): Promise<Record<string, string>> {
  try {
    // in a bundle of its own: without a secret store the cloud's SDK is never loaded
    const { readSecrets } = await import('./secret-store')
    return await readSecrets(store, env)
  } catch (error) {
    const { code } = error as { code?: unknown }
    throw new Failure('SETTINGS_UNAVAILABLE', { detail: { secretStore: code } })
  }
}
