import { fail, ok, warn, type Check } from '../check'
import type { Subject } from '../subject'

/** Of max_connections: for the janitor's overlap, people, monitoring */
const HEADROOM = 0.1

/**
 * Reserved instances are the most that a function has, so instances x pool is the most connections
 * that the stage takes; a stage on the same server takes as many.
 */
export const connections: Check = {
  name: 'connections',
  outside: true,
  first: true,
  async run(subject) {
    const { service, settings } = subject
    const pool = Number(settings.DATABASE_CONNECTIONS ?? poolOf(service))
    const entries = Object.entries(service.functions)
    const unbounded = entries.filter(
      ([, { reservedInstances, type }]) => type === 'web' && !reservedInstances
    )
    const instances = entries.reduce((sum, [, entry]) => sum + (entry.reservedInstances ?? 1), 0)
    const stages = 1 + sharing(subject).length
    const most = instances * pool * stages
    const shared = stages > 1 ? ` x ${stages} stages on this server` : ''
    const sum = `${instances} instances x ${pool}${shared} = ${most} connections`
    if (unbounded.length)
      return warn(
        `${unbounded.map(([name]) => name).join(', ')} without reservedInstances`,
        'nobody knows how many instances there will be',
        'set it in deploy/serverless.yml'
      )
    const facts = await subject.database().catch(() => undefined)
    if (!facts)
      return warn(
        sum,
        'max_connections cannot be seen from here',
        `it must be ${Math.ceil(most / (1 - HEADROOM))} at least`
      )
    const { maxConnections } = facts
    const allowed = Math.floor(maxConnections * (1 - HEADROOM))
    return most <= allowed
      ? ok(`${sum} of ${maxConnections}`)
      : fail(
          `${sum}, the database takes ${maxConnections}`,
          `a tenth stays free, so ${allowed} may be taken`,
          'lower reservedInstances or DATABASE_CONNECTIONS, or take a larger database'
        )
  }
}

function poolOf({ provider }: Subject['service']): string {
  return String(provider.environment?.variables?.DATABASE_CONNECTIONS ?? 1)
}

function sharing({ settings, others }: Subject): string[] {
  const mine = hostOf(settings.DATABASE_URL)
  return others.flatMap(([stage, theirs]) =>
    mine && hostOf(theirs.DATABASE_URL) === mine ? [stage] : []
  )
}

function hostOf(url = ''): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
