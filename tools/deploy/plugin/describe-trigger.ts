import { type DeployedTrigger } from '../cloud/triggers'

type Details = Partial<Record<string, string>> & { NetConfig?: object; filter?: object }

/** Describes a trigger in one line. SCF returns more than it was given; only our part is used. */
export function describeTrigger(trigger: DeployedTrigger): string {
  const { Type, TriggerDesc, Enable, CustomArgument = '' } = trigger
  const state = Enable === 1 ? 'on' : 'off'
  const details = TriggerDesc.startsWith('{') ? (JSON.parse(TriggerDesc) as Details) : undefined
  if (Type === 'timer') return `${details?.cron ?? TriggerDesc} ${state} ${CustomArgument}`.trim()
  if (Type === 'cos') return `${describeRule(details)} ${state}`
  if (Type === 'ckafka') return `${describeQueue(details)} ${state}`
  return Type === 'http' && Enable ? describeAddress(details) : state
}

function describeAddress(details: Details = {}): string {
  const net = (details.NetConfig ?? {}) as { EnableIntranet?: boolean; EnableExtranet?: boolean }
  const reach = [net.EnableExtranet && 'public', net.EnableIntranet && 'private'].filter(Boolean)
  return `${reach.join(' and ')}, authentication ${details.AuthType}`
}

function describeRule({ event, filter }: Details = {}): string {
  const { Prefix = '', Suffix = '' } = (filter ?? {}) as { Prefix?: string; Suffix?: string }
  return `${event} of ${Prefix}*${Suffix}`
}

function describeQueue({ maxMsgNum, offset, retry, timeOut }: Details = {}): string {
  const wait = timeOut === undefined ? '' : `, after ${timeOut} s`
  return `up to ${maxMsgNum} from ${offset}, ${retry} retries${wait}`
}
