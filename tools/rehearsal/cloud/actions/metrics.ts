import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { type FunctionRun } from '../functions/logbook'
import { type State } from '../state'

const NAMESPACE = 'QCE/SCF_V2'
const PERIODS_SECONDS = [60, 300, 3600, 86_400]
/** Of one call: https://cloud.tencent.com/document/api/248/31014 */
const MAX_INSTANCES = 10
const MAX_POINTS = 1440

/** How the calls of a period become one value: https://cloud.tencent.com/document/product/248/37207 */
const METRICS: Record<string, (runs: FunctionRun[]) => number> = {
  Invocation: (runs) => runs.length,
  Error: (runs) => runs.filter(({ hasFailed }) => hasFailed).length,
  Duration: (runs) => runs.reduce((sum, { ms }) => sum + ms, 0) / runs.length
}

interface Dimension {
  Name: string
  Value: string
}

/** What the platform has measured: computed from the calls that functions had. */
export const metricActions = {
  'monitor.GetMonitorData'({ runs }: State, parameters: Parameters) {
    const { Namespace, MetricName = '', Period = 300, StartTime, EndTime } = parameters
    const { Instances = [] } = parameters as { Instances?: { Dimensions: Dimension[] }[] }
    const value = METRICS[String(MetricName)]
    if (Namespace !== NAMESPACE || !value)
      throw new ApiError('InvalidParameterValue', `no metric ${String(MetricName)}`)
    if (!PERIODS_SECONDS.includes(Number(Period)))
      throw new ApiError('InvalidParameterValue', `no period of ${String(Period)} seconds`)
    const [from, to] = [readTime(StartTime), EndTime ? readTime(EndTime) : Date.now() / 1000]
    const asked = Instances.length * Math.floor((to - from) / Number(Period))
    if (Instances.length > MAX_INSTANCES || asked > MAX_POINTS)
      throw new ApiError('InvalidParameterValue', `too much at once: ${asked} values`)
    const DataPoints = Instances.map(({ Dimensions }) => {
      const called = runs.filter((run) => isOf(run, Dimensions))
      const points = new Map<number, FunctionRun[]>()
      for (const run of called) {
        const seconds = run.startedAt.getTime() / 1000
        const at = Math.floor(seconds / Number(Period)) * Number(Period)
        if (at >= from && at <= to) points.set(at, [...(points.get(at) ?? []), run])
      }
      const sorted = [...points].sort(([a], [b]) => a - b)
      const Values = sorted.map(([, ofPeriod]) => value(ofPeriod))
      return { Dimensions, Timestamps: sorted.map(([at]) => at), Values }
    })
    return { Period, MetricName, StartTime, EndTime, DataPoints, Msg: '' }
  }
}

/** Data is kept for each version and for each alias, so one of them must be named. */
function isOf(run: FunctionRun, dimensions: Dimension[]): boolean {
  const named = Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]))
  const { functionName, namespace, version, ...others } = named
  if (!functionName || namespace !== 'default' || !version || Object.keys(others).length)
    throw new ApiError('InvalidParameterValue', 'name functionName, namespace and version')
  return run.functionName === functionName && run.version === version
}

function readTime(text: unknown): number {
  const is = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(String(text))
  if (!is) throw new ApiError('InvalidParameterValue', `not a time: ${String(text)}`)
  return Date.parse(String(text)) / 1000
}
