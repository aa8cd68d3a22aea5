import { isDeepStrictEqual } from 'node:util'
import { type Cloud } from '../cloud/client'
import { readPages } from '../cloud/pages'
import { readUntil } from '../cloud/patience'
import { createOnce } from '../cloud/repeat'
import { type WantedAlarm } from './alarm-list'

const MODULE = { Module: 'monitor' }
const PAGE = 100
const PERIOD_SECONDS = 300
const REPEATED_SECONDS = 3600

interface AlarmObject {
  Region: string
  Dimensions: string
}

interface AlarmToApply {
  name: string
  alarm: WantedAlarm
  objects: AlarmObject[]
  notices: string[]
  dryRun: boolean
  log: (line: string) => void
}

/** An alarm as it is, with the objects that it is for. */
interface FoundAlarm {
  PolicyId: string
  PolicyName: string
  Condition?: { Rules?: Rule[] }
  NoticeIds?: string[] | null
  objects: string[]
}

type Rule = Record<'MetricName' | 'Operator' | 'Value', string> &
  Record<'Period' | 'ContinuePeriod' | 'NoticeFrequency' | 'IsPowerNotice', number>

/** Creates an alarm, or changes what differs, and reads it back. Throws an Error when it is not there. */
export async function applyAlarm(cloud: Cloud, wanted: AlarmToApply): Promise<void> {
  const { name, alarm, notices, dryRun, log } = wanted
  const existing = await findAlarm(cloud, name)
  const differences = existing ? differencesOf(existing, wanted) : ['new']
  log(`${name}: ${differences.join(', ') || 'as it should be'}`)
  if (dryRun || !differences.length) return
  const Condition = { IsUnionRule: 0, Rules: [ruleOf(alarm)] }
  if (!existing)
    await createOnce(
      () =>
        cloud('monitor', 'CreateAlarmPolicy', {
          ...MODULE,
          PolicyName: name,
          MonitorType: 'MT_QCE',
          Namespace: alarm.kind,
          // databases belong to a project, the default one unless somebody has moved them
          ...(alarm.kind === 'cdb_detail' && { ProjectId: 0 }),
          Enable: 1,
          Condition,
          NoticeIds: notices
        }),
      async () => (await findAlarm(cloud, name)) !== undefined
    )
  const found = existing ?? (await readUntil(() => findAlarm(cloud, name), Boolean))
  if (!found) throw new Error(`${name}: CreateAlarmPolicy was accepted, but there is no such alarm`)
  const { PolicyId } = found
  if (differences.includes('condition'))
    await cloud('monitor', 'ModifyAlarmPolicyCondition', { ...MODULE, PolicyId, Condition })
  if (differences.includes('notices'))
    await cloud('monitor', 'ModifyAlarmPolicyNotice', { ...MODULE, PolicyId, NoticeIds: notices })
  const missing = missingObjects(found, wanted)
  if (missing.length)
    await cloud('monitor', 'BindingPolicyObject', { ...MODULE, PolicyId, Dimensions: missing })
  const isRight = (now?: FoundAlarm) => now !== undefined && !differencesOf(now, wanted).length
  const now = await readUntil(() => findAlarm(cloud, name), isRight)
  if (!now || !isRight(now))
    throw new Error(
      `${name} was accepted, but differs: ${now ? differencesOf(now, wanted).join(', ') : 'absent'}`
    )
}

function ruleOf({ metric, above, times }: WantedAlarm): Rule {
  return {
    MetricName: metric,
    Period: PERIOD_SECONDS,
    Operator: 'gt',
    Value: String(above),
    ContinuePeriod: times,
    NoticeFrequency: REPEATED_SECONDS,
    IsPowerNotice: 0
  }
}

function differencesOf(found: FoundAlarm, wanted: AlarmToApply): string[] {
  const rule = ruleOf(wanted.alarm)
  const [first, ...more] = found.Condition?.Rules ?? []
  const isSame =
    !more.length &&
    first !== undefined &&
    Object.entries(rule).every(
      ([name, value]) => String(first[name as keyof Rule]) === String(value)
    )
  const areTold = isDeepStrictEqual([...(found.NoticeIds ?? [])].sort(), [...wanted.notices].sort())
  const missing = missingObjects(found, wanted).length
  return [
    ...(isSame ? [] : ['condition']),
    ...(areTold ? [] : ['notices']),
    ...(missing ? [`${missing} more to watch`] : [])
  ]
}

function missingObjects({ objects }: FoundAlarm, wanted: AlarmToApply): AlarmObject[] {
  return wanted.objects.filter(
    ({ Dimensions }) => !objects.some((one) => includes(one, Dimensions))
  )
}

/** The cloud may add dimensions of its own, and write them in another order. */
function includes(found: string, wanted: string): boolean {
  const known = JSON.parse(found) as Record<string, unknown>
  return Object.entries(JSON.parse(wanted) as object).every(
    ([name, value]) => known[name] === value
  )
}

async function findAlarm(cloud: Cloud, name: string): Promise<FoundAlarm | undefined> {
  const { Policies } = await cloud<{ Policies?: FoundAlarm[] | null }>(
    'monitor',
    'DescribeAlarmPolicies',
    { ...MODULE, PolicyName: name, MonitorTypes: ['MT_QCE'], PageNumber: 1, PageSize: PAGE }
  )
  const found = Policies?.find(({ PolicyName }) => PolicyName === name)
  return found && { ...found, objects: await listObjects(cloud, found.PolicyId) }
}

async function listObjects(cloud: Cloud, PolicyId: string): Promise<string[]> {
  const found = await readPages<AlarmObject>('List', (range) =>
    cloud('monitor', 'DescribeBindingPolicyObjectList', {
      ...MODULE,
      GroupId: 0,
      PolicyId,
      ...range
    })
  )
  return found.map(({ Dimensions }) => Dimensions)
}
