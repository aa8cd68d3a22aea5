import { ALARMS } from '../watch/alarm-list'
import { readMetrics } from '../watch/read-metrics'
import { findMetric } from '../watch/run-alarms'
import { type Contact, mustHold } from './contact'

const LAST_MINUTES_MS = 600_000

/** What `release --watch` and `alarms` rely on: metrics by version, and the names of alarms. */
export async function askAboutMonitoring(contact: Contact, name: string): Promise<void> {
  const { cloud } = contact
  await mustHold(contact, 'the monitor takes functionName, namespace and version', async () => {
    const range = { from: Date.now() - LAST_MINUTES_MS, to: Date.now() }
    const version = { functionName: name, version: '$LATEST' }
    const [traffic] = await readMetrics(cloud, [version], range)
    // calls are shown a minute or two after they were made
    return [true, `calls so far: ${traffic?.calls ?? 0}`]
  })
  await mustHold(
    contact,
    'alarms can be made of errors, duration and throttles of an alias',
    async () => {
      const wanted = ALARMS.filter(({ kind }) => kind === 'scf_alias')
      const found = await Promise.all(wanted.map((alarm) => findMetric(cloud, alarm)))
      const dimensions = new Set(found.flatMap((one) => one.dimensions))
      const isKnown = ['functionname', 'namespace', 'alias'].every((key) =>
        [...dimensions].some((one) => one.toLowerCase() === key)
      )
      const metrics = found.map(({ metric }) => metric).join(', ')
      return [isKnown, `${metrics} by ${[...dimensions].join(', ')}`]
    }
  )
}
