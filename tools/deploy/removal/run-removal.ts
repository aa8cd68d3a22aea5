import { isNotFound } from '../cloud/client'
import { settle, waitUntilGone } from '../cloud/settle'
import { keptParts } from '../domain/custom-domain'
import { describeError } from '../plugin/describe-error'
import { type OpenStage, prefixOf } from '../settings/open-stage'
import { listStage, type StageParts } from './list-stage'
import { type ObjectStore } from './object-store'

interface RemovalOptions {
  dryRun: boolean
  /** The stage's domain in environments.yaml, which is its own even where the cloud shows no tags */
  domain?: string
  /** Throws unless the removal is confirmed */
  confirm: () => Promise<void>
  log: (line: string) => void
  /** Stops between two parts; the same command removes the rest */
  signal?: AbortSignal
}

/** How to go on after a failure or an interruption. */
export const AGAIN = 'run the same command again, which removes the rest'

/**
 * Removes everything of a stage from the cloud except its database. Something that is gone already
 * is not an error, and something that cannot be removed does not keep the rest. Throws an Error
 * that lists what is left.
 */
export async function runRemoval(
  stage: OpenStage,
  store: ObjectStore,
  { dryRun, domain, confirm, log, signal }: RemovalOptions
): Promise<void> {
  const parts = await listStage(stage, store, domain)
  for (const name of parts.others) log(`  ${name} stays: it was not deployed from here`)
  const lines = describe(parts)
  if (!lines.length && parts.others.length) throw new Error(explainOthers(parts))
  if (!lines.length) return log(`${stage.stage} has nothing of ${stage.service}`)
  log(`${stage.service}, ${stage.stage}, ${stage.region}; this will be removed:`)
  for (const line of lines) log(`  - ${line}`)
  log('  the database and the logs in CLS stay')
  if (dryRun) return log('\nnothing was changed')
  await confirm()
  const problems = await removeAll(stage, store, parts, { log, signal })
  const left = await listStage(stage, store, domain).then(describe, (error: Error) => [
    `nobody knows what: ${error.message}`
  ])
  if (problems.length || left.length)
    throw new Error([...problems, ...left.map((line) => `left: ${line}`), AGAIN].join('\n'))
  if (parts.others.length) throw new Error(explainOthers(parts))
  log(`\n${prefixOf(stage)}* is removed; the database is still there`)
}

function explainOthers({ others }: StageParts): string {
  return (
    `not removed: ${others.join(', ')}. Neither tags nor description show that they were deployed ` +
    'from here: if they are yours, remove them in the console'
  )
}

function describe({ functions, domains, archives }: StageParts): string[] {
  return [
    ...domains.map(({ domain: { Domain }, rows, fate }) => {
      const paths = rows.map(({ PathMatch }) => PathMatch).join(' ')
      return fate === 'remove' ? `domain ${Domain}` : `of the domain ${Domain}: ${paths}`
    }),
    ...functions.map((name) => `function ${name}, its versions, alias and triggers`),
    ...archives.map((key) => `archive ${key}`)
  ]
}

/** Removes rows first: SCF keeps a function that a domain points to. Returns the problems. */
async function removeAll(
  { cloud }: OpenStage,
  store: ObjectStore,
  { functions, domains, archives }: StageParts,
  { log, signal }: Pick<RemovalOptions, 'log' | 'signal'>
): Promise<string[]> {
  const problems: string[] = []
  async function attempt(what: string, remove: () => Promise<unknown>): Promise<void> {
    signal?.throwIfAborted()
    try {
      await remove()
      log(`${what}: removed`)
    } catch (error) {
      if (isNotFound(error)) log(`${what}: already gone`)
      else problems.push(`${what}: ${describeError(error)}`)
    }
  }
  for (const { domain, rows, fate } of domains) {
    const { Domain, EndpointsConfig } = domain
    const rest = EndpointsConfig?.filter((row) => !rows.includes(row))
    await attempt(`domain ${Domain}`, async () => {
      if (fate === 'leave')
        throw new Error(
          'it was not made from here: remove it with `npm run cli -- domain --remove`'
        )
      if (fate === 'remove') return cloud('scf', 'DeleteCustomDomain', { Domain })
      const whole = { Domain, ...keptParts(domain), EndpointsConfig: rest }
      return cloud('scf', 'UpdateCustomDomain', whole)
    })
  }
  for (const FunctionName of functions)
    await attempt(FunctionName, async () => {
      await settle(cloud, FunctionName, { log, ...(signal && { signal }) })
      await cloud('scf', 'DeleteFunction', { FunctionName })
      await waitUntilGone(cloud, FunctionName, { log })
    })
  for (const key of archives) await attempt(key, () => store.remove(key))
  return problems
}
