import { readConfig, type Config } from './config'
import { Failure } from '../core/failure'

/**
 * Makes what a function needs of its settings, once. Without a secret store that is now, and a
 * setting that is missing or weak throws: the function does not start. With SECRETS_NAME the
 * settings are fetched when the first call waits for them: throws SETTINGS_UNAVAILABLE while the
 * store cannot be asked, SERVER_MISCONFIGURED for ever when it holds the wrong thing.
 */
export function configure<S extends keyof Config, T>(
  sections: readonly S[],
  build: (config: Pick<Config, S>) => T,
  env: Record<string, string | undefined> = process.env
): () => Promise<T> {
  const { secrets: store } = readConfig(['secrets'], env)
  if (!store.name) {
    const made = build(readConfig(sections, env))
    return async () => made
  }
  let making: Promise<T> | undefined
  const make = async () => {
    const secrets = await fetchSecrets(store, env)
    try {
      return build(readConfig(sections, { ...env, ...secrets }))
    } catch (cause) {
      throw new Failure('SERVER_MISCONFIGURED', { cause })
    }
  }
  return () =>
    (making ??= make().catch((error: unknown) => {
      if (!(error instanceof Failure && error.code === 'SERVER_MISCONFIGURED')) making = undefined
      throw error
    }))
}

async function fetchSecrets(
  store: Config['secrets'],
  env: Record<string, string | undefined>
): Promise<Record<string, string>> {
  try {
    // a bundle of its own: whoever keeps secrets in the environment never loads the cloud's SDK
    const { readSecrets } = await import('./secret-store')
    return await readSecrets(store, env)
  } catch (error) {
    const { code } = error as { code?: unknown }
    throw new Failure('SETTINGS_UNAVAILABLE', { detail: { secretStore: code } })
  }
}
