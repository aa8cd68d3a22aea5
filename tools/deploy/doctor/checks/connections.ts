import { type Check, fail, ok, warn } from '../check'
import { type Subject } from '../subject'

/** The share of max_connections that stays free: for overlapping timers, people, monitoring */
const HEADROOM = 0.1

/**
 * A function never has more instances than are reserved for it, so the stage opens at most
 * instances x pool connections. Every other stage on the same server may open as many.
 */
export const connections: Check = {
  name: 'connections',
  needsNetwork: true,
  isQuick: true,
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
        `no reservedInstances for ${unbounded.map(([name]) => name).join(', ')}`,
        'the number of instances is unlimited',
        'set it in deploy/serverless.yml'
      )
    const facts = await subject.database().catch(() => undefined)
    if (!facts)
      return warn(
        sum,
        'max_connections cannot be read from here',
        `it must be at least ${Math.ceil(most / (1 - HEADROOM))}`
      )
    const { maxConnections } = facts
    const allowed = Math.floor(maxConnections * (1 - HEADROOM))
    return most <= allowed
      ? ok(`${sum} of ${maxConnections}`)
      : fail(
          `${sum}, the database allows ${maxConnections}`,
          `a tenth should stay free, so the limit is ${allowed}`,
          'lower reservedInstances or DATABASE_CONNECTIONS, or use a larger database'
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
