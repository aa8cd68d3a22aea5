import { type Cloud } from '../cloud/client'
import { searchLog } from '../logs/search-log'
import { type Traffic, type VersionName } from './judge'

const NAMESPACE = 'QCE/SCF_V2'
const PERIOD_SECONDS = 60
/** One call may not ask for more: cloud.tencent.com/document/api/248/31014 */
const MAX_INSTANCES = 10
const MAX_POINTS = 1440
/** A sample is enough to know a rate, and every line read is paid for. */
const MAX_LINES = 2000

/** What the platform measured of each version since `from`: cloud.tencent.com/document/product/248/37207 */
export async function readMetrics(
  cloud: Cloud,
  versions: VersionName[],
  { from, to }: { from: number; to: number }
): Promise<Traffic[]> {
  const periods = Math.ceil((to - from) / (PERIOD_SECONDS * 1000)) + 1
  const size = Math.max(1, Math.min(MAX_INSTANCES, Math.floor(MAX_POINTS / periods)))
  const starts = versions.flatMap((_version, i) => (i % size ? [] : [i]))
  const [calls, errors, durations] = await Promise.all(
    ['Invocation', 'Error', 'Duration'].map(async (metric) => {
      const parts = starts.map((i) => readMetric(metric, versions.slice(i, i + size)))
      return new Map((await Promise.all(parts)).flat())
    })
  )
  return versions.map((version) => {
    const called = calls?.get(keyOf(version)) ?? new Map<number, number>()
    const times = durations?.get(keyOf(version))
    // the platform's durations are means of a minute, so each counts as often as it was called
    const spentMs = [...called].reduce((sum, [at, n]) => sum + n * (times?.get(at) ?? 0), 0)
    const total = sum(called)
    return {
      calls: total,
      errors: sum(errors?.get(keyOf(version)) ?? new Map<number, number>()),
      meanMs: total ? spentMs / total : 0
    }
  })

  async function readMetric(MetricName: string, asked: VersionName[]) {
    const { DataPoints } = await cloud<MonitorData>('monitor', 'GetMonitorData', {
      Namespace: NAMESPACE,
      MetricName,
      Period: PERIOD_SECONDS,
      StartTime: isoSeconds(from),
      EndTime: isoSeconds(to),
      Instances: asked.map((version) => ({ Dimensions: dimensionsOf(version) }))
    })
    return (DataPoints ?? []).map(({ Dimensions = [], Timestamps, Values }) => {
      const values = (Values ?? []).map((value, i) => [Timestamps?.[i] ?? 0, value] as const)
      return [keyIn(Dimensions), new Map(values)] as const
    })
  }
}

/** How many lines about answered calls a version logged in a time, and how many with 500 or above. */
export async function readAnswers(
  cloud: Cloud,
  { functionName, version }: VersionName,
  { topic, from, to }: { topic: string; from: number; to: number }
): Promise<{ answered: number; failed: number }> {
  const lines = await searchLog(cloud, {
    topic,
    functionName,
    version,
    from: new Date(from),
    to: new Date(to),
    maxLines: MAX_LINES
  })
  const statuses = lines.flatMap(({ message }) => {
    const [, status] = /"status":"?(\d{3})\b/.exec(message) ?? []
    return status ? [Number(status)] : []
  })
  return { answered: statuses.length, failed: statuses.filter((one) => one >= 500).length }
}

interface Dimension {
  Name: string
  Value: string
}

interface MonitorData {
  DataPoints?: { Dimensions?: Dimension[]; Timestamps?: number[]; Values?: number[] }[] | null
}

function dimensionsOf({ functionName, version }: VersionName): Dimension[] {
  return [
    { Name: 'functionName', Value: functionName },
    { Name: 'namespace', Value: 'default' },
    { Name: 'version', Value: version }
  ]
}

const keyOf = ({ functionName, version }: VersionName) => `${functionName} ${version}`

function keyIn(dimensions: Dimension[]): string {
  const value = (name: string) =>
    dimensions.find(({ Name }) => Name.toLowerCase() === name.toLowerCase())?.Value ?? ''
  return keyOf({ functionName: value('functionName'), version: value('version') })
}

function sum(values: Map<number, number>): number {
  return [...values.values()].reduce((total, value) => total + value, 0)
}

function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`
}
