import { type Cloud } from '../cloud/client'
import { ALIAS } from '../release/alias'
import { readFunctions } from '../release/read-functions'
import { type OpenStage, prefixOf } from '../settings/open-stage'
import { type StageOptions } from '../settings/options'
import { ALARMS, shortRegion, type WantedAlarm } from './alarm-list'
import { applyAlarm } from './apply-alarm'

interface AlarmOptions extends Pick<StageOptions, 'dryRun'> {
  /** Notices of the account: who is told, and how */
  notices: string[]
  /** An instance of TencentDB for MySQL */
  database?: string
}

/**
 * Creates the alarms of a stage or brings them up to date, and reads them back. Throws an Error that
 * says what the cloud does not have.
 */
export async function runAlarms(
  stage: OpenStage,
  { notices, database, dryRun }: AlarmOptions,
  log: (line: string) => void
): Promise<void> {
  const { cloud } = stage
  if (!notices.length) throw new Error(await listNotices(cloud))
  const functions = await readFunctions(stage)
  const objects = {
    scf_alias: functions.map(({ name }) => ({
      functionname: name,
      namespace: 'default',
      alias: ALIAS
    })),
    cdb_detail: database === undefined ? [] : [{ uinstanceid: database }]
  }
  if (database === undefined)
    log("no alarm of the database's connections: --database cdb-... names its instance")
  for (const alarm of ALARMS) {
    if (!objects[alarm.kind].length) continue
    const { metric, dimensions } = await findMetric(cloud, alarm)
    await applyAlarm(cloud, {
      name: prefixOf(stage) + alarm.name,
      alarm: { ...alarm, metric },
      objects: objects[alarm.kind].map((object) => ({
        Region: shortRegion(stage.region),
        Dimensions: writeObject(object, dimensions, alarm)
      })),
      notices,
      dryRun,
      log
    })
  }
  log(dryRun ? '\nnothing was changed' : `\nthe alarms of ${stage.stage} are there`)
}

async function listNotices(cloud: Cloud): Promise<string> {
  const { Notices } = await cloud<{ Notices?: { Id: string; Name: string }[] }>(
    'monitor',
    'DescribeAlarmNotices',
    { Module: 'monitor', PageNumber: 1, PageSize: 100, Order: 'DESC' }
  )
  const listed = (Notices ?? []).map(({ Id, Name }) => `  --notice ${Id}    ${Name}`)
  const none = '  there is none yet: create one in the console of the monitor'
  return [
    'say who is told, by a notice of this account:',
    ...(listed.length ? listed : [none])
  ].join('\n')
}

/** The cloud's own spelling of a metric, and the names of its dimensions. */
export async function findMetric(
  cloud: Cloud,
  { kind, metric }: WantedAlarm
): Promise<{ metric: string; dimensions: string[] }> {
  const { Metrics } = await cloud<{ Metrics?: { MetricName: string; Dimensions?: string[] }[] }>(
    'monitor',
    'DescribeAlarmMetrics',
    { Module: 'monitor', MonitorType: 'MT_QCE', Namespace: kind }
  )
  const known = Metrics ?? []
  const found = known.find(({ MetricName }) => MetricName.toLowerCase() === metric.toLowerCase())
  if (found) return { metric: found.MetricName, dimensions: found.Dimensions ?? [] }
  const names = known.map(({ MetricName }) => MetricName).join(', ')
  throw new Error(`no alarm can be made of ${metric} (${kind}); there are: ${names}`)
}

/** In the cloud's own spelling; without spaces, and in one order, so that it can be compared. */
function writeObject(
  object: Record<string, string>,
  dimensions: string[],
  { kind }: WantedAlarm
): string {
  const wanted = Object.keys(object)
  const known = dimensions.filter((name) => wanted.includes(name.toLowerCase()))
  if (known.length < wanted.length)
    throw new Error(`alarms of ${kind} are for ${dimensions.join(', ')}, not ${wanted.join(', ')}`)
  return JSON.stringify(
    Object.fromEntries([...known].sort().map((name) => [name, object[name.toLowerCase()]]))
  )
}
