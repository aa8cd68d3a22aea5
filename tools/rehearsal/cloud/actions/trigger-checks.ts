import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { type State } from '../state'

const MAX_MESSAGES = 10_000

interface BucketRule {
  event: string
  filter: { Prefix: string; Suffix: string }
}

/**
 * Rules of a bucket may not overlap: one prefix and one suffix each, for the same kind of event.
 * @see https://cloud.tencent.com/document/product/583/39901
 */
export function checkBucketTrigger(state: State, { TriggerName, TriggerDesc }: Parameters): void {
  const host = String(TriggerName)
  const [bucket = ''] = host.split('.cos.')
  if (host !== `${bucket}.cos.${state.account.region}.myqcloud.com`)
    throw new ApiError('InvalidParameterValue.TriggerName', `not a bucket of this region: ${host}`)
  if (!state.buckets.has(bucket))
    throw new ApiError('ResourceNotFound.Cos', `there is no bucket ${bucket}`)
  const rule = JSON.parse(String(TriggerDesc)) as BucketRule
  if (!/^cos:Object(Created|Remove):(\*|[A-Z]\w+)$/.test(rule.event))
    throw new ApiError('InvalidParameterValue.TriggerDesc', `no event ${rule.event}`)
  const others = [...state.functions.values()]
    .flatMap(({ triggers }) => triggers)
    .filter((one) => one.Type === 'cos' && one.TriggerName === host)
    .map((one) => JSON.parse(one.TriggerDesc) as BucketRule)
  if (others.some((other) => overlap(other, rule)))
    throw new ApiError('ResourceInUse.Cos', `${host} has such a rule`)
}

function overlap(one: BucketRule, other: BucketRule): boolean {
  const [a, b] = [one, other].map(({ event }) => event.replace('*', ''))
  const either = (x = '', y = '', test: 'startsWith' | 'endsWith') => x[test](y) || y[test](x)
  return (
    either(a, b, 'startsWith') &&
    either(one.filter.Prefix, other.filter.Prefix, 'startsWith') &&
    either(one.filter.Suffix, other.filter.Suffix, 'endsWith')
  )
}

/** All of them are texts: https://cloud.tencent.com/document/product/583/39901 */
export function checkQueueTrigger({ TriggerName, TriggerDesc }: Parameters): void {
  const { maxMsgNum, offset, retry } = JSON.parse(String(TriggerDesc)) as Record<string, unknown>
  const isText = (value: unknown, pattern: RegExp) =>
    typeof value === 'string' && pattern.test(value)
  if (!/^ckafka-\w+-.+$/.test(String(TriggerName)))
    throw new ApiError('InvalidParameterValue.TriggerName', 'it must be <instance>-<topic>')
  const isGood =
    isText(maxMsgNum, /^\d+$/) &&
    Number(maxMsgNum) >= 1 &&
    Number(maxMsgNum) <= MAX_MESSAGES &&
    isText(offset, /^(latest|earliest|\d{13})$/) &&
    isText(retry, /^\d+$/)
  if (!isGood) throw new ApiError('InvalidParameterValue.TriggerDesc', String(TriggerDesc))
}
