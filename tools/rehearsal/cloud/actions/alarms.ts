import { ApiError } from '../api/api-error'
import { pageOf, type Parameters } from '../api/parameters'
import { nextId, type State } from '../state'
import { type AlarmPolicy } from '../stored'

/**
 * Which metrics raise alarms, by the kind of alarm, and which dimensions name their objects.
 * @see https://cloud.tencent.com/document/product/248/50397
 */
const KINDS: Record<string, { metrics: string[]; dimensions: string[] }> = {
  scf_alias: {
    metrics: ['Duration', 'Invocation', 'Error', 'Throttle', 'Mem'],
    dimensions: ['functionName', 'namespace', 'alias']
  },
  cdb_detail: { metrics: ['ConnectionUseRate', 'CpuUseRate'], dimensions: ['uInstanceId'] }
}
const NOTICES = [{ Id: 'notice-00000001', Name: 'everybody' }]
const LONGEST_NAME = 60

/** Alarms of the platform's measurements: https://cloud.tencent.com/document/product/248/51281 */
export const alarmActions = {
  'monitor.DescribeAlarmMetrics': (_state: State, { Namespace }: Parameters) => {
    const { metrics, dimensions } = kindOf(Namespace)
    const Metrics = metrics.map((MetricName) => ({ MetricName, Namespace, Dimensions: dimensions }))
    return { Metrics }
  },

  'monitor.DescribeAlarmNotices': () => ({ Notices: NOTICES, TotalCount: NOTICES.length }),

  'monitor.DescribeAlarmPolicies'({ alarms }: State, { PolicyName = '' }: Parameters) {
    const found = [...alarms.values()].filter((one) => one.PolicyName.includes(String(PolicyName)))
    const Policies = found.map(({ objects, ...policy }) => ({ ...policy, UseSum: objects.length }))
    return { TotalCount: found.length, Policies }
  },

  'monitor.CreateAlarmPolicy'(state: State, parameters: Parameters) {
    const { PolicyName, Namespace, Condition, NoticeIds = [] } = parameters as never as AlarmPolicy
    if (!PolicyName || PolicyName.length > LONGEST_NAME)
      throw new ApiError('InvalidParameter', `no name: ${PolicyName}`)
    checkCondition(Namespace, Condition)
    checkNotices(NoticeIds)
    const PolicyId = nextId(state, 'policy-')
    const policy = { PolicyId, PolicyName, Namespace, Condition, NoticeIds, objects: [] }
    state.alarms.set(PolicyId, policy)
    return { PolicyId, OriginId: PolicyId.length.toString() }
  },

  'monitor.ModifyAlarmPolicyCondition'(state: State, parameters: Parameters) {
    const policy = policyOf(state, parameters)
    checkCondition(policy.Namespace, parameters.Condition as Parameters)
    policy.Condition = parameters.Condition as Parameters
    return { Result: true }
  },

  'monitor.ModifyAlarmPolicyNotice'(state: State, parameters: Parameters) {
    checkNotices(parameters.NoticeIds as string[])
    policyOf(state, parameters).NoticeIds = parameters.NoticeIds as string[]
    return {}
  },

  'monitor.BindingPolicyObject'(state: State, parameters: Parameters) {
    const policy = policyOf(state, parameters)
    const { dimensions } = kindOf(policy.Namespace)
    for (const one of parameters.Dimensions as AlarmPolicy['objects']) {
      const names = Object.keys(JSON.parse(one.Dimensions) as object)
      if (one.Region !== 'gz' || [...names].sort().join() !== [...dimensions].sort().join())
        throw new ApiError('InvalidParameter', `not such an object: ${JSON.stringify(one)}`)
      policy.objects.push({ Region: one.Region, Dimensions: one.Dimensions })
    }
    return {}
  },

  'monitor.DescribeBindingPolicyObjectList'(state: State, parameters: Parameters) {
    const { objects } = policyOf(state, parameters)
    const List = pageOf(objects, parameters)
    return { List, Total: objects.length, NoShieldedSum: objects.length, InstanceGroup: {} }
  }
}

function kindOf(name: unknown) {
  const kind = KINDS[String(name)]
  if (!kind) throw new ApiError('InvalidParameter', `no kind of alarm ${String(name)}`)
  return kind
}

function policyOf({ alarms }: State, { PolicyId }: Parameters): AlarmPolicy {
  const found = alarms.get(String(PolicyId))
  if (!found) throw new ApiError('ResourceNotFound', `no policy ${String(PolicyId)}`)
  return found
}

function checkCondition(kind: string, condition: Parameters): void {
  const { Rules = [] } = condition as { Rules?: { MetricName: string }[] }
  const wrong = Rules.find(({ MetricName }) => !kindOf(kind).metrics.includes(MetricName))
  if (wrong || !Rules.length)
    throw new ApiError('InvalidParameter', `no metric ${wrong?.MetricName ?? ''}`)
}

function checkNotices(ids: string[]): void {
  const unknown = ids.find((id) => !NOTICES.some(({ Id }) => Id === id))
  if (unknown) throw new ApiError('InvalidParameter', `no notice ${unknown}`)
}
