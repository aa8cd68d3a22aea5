import { type FunctionEntry } from '../../serverless-yml'

/** A trigger of serverless.yml, in the terms of SCF's API. */
export interface WantedTrigger {
  TriggerName: string
  Type: 'http' | 'timer'
  TriggerDesc: string
  Enable: 'OPEN' | 'CLOSE'
  /** The alias that the trigger calls: publishing moves the alias, never the trigger. */
  Qualifier: '$DEFAULT'
  /** Timers only: the event's Message */
  CustomArgument?: string
}

/** The kinds that serverless-tencent-scf creates itself. */
const OTHERS = ['cos', 'ckafka', 'cmq']

/** A function's URLs and timers. Throws an Error for an event that is not supported. */
export function wantedTriggers(name: string, entry: FunctionEntry | undefined): WantedTrigger[] {
  return eventsOf(entry).flatMap(
    ([type, { name: TriggerName, parameters: p = {} }]): WantedTrigger[] => {
      const common = { TriggerName, Qualifier: '$DEFAULT' as const }
      if (type === 'http')
        return [{ ...common, Type: type, TriggerDesc: urlDescription(p), Enable: 'OPEN' }]
      if (type === 'timer')
        return [
          {
            ...common,
            Type: type,
            TriggerDesc: String(p.cronExpression),
            Enable: p.enable ? 'OPEN' : 'CLOSE',
            CustomArgument: textOf(p.argument)
          }
        ]
      if (OTHERS.includes(type)) return []
      throw new Error(
        type === 'apigw'
          ? `functions.${name}: Tencent Cloud is closing its API gateway, so apigw is refused: ` +
              'use http (a function URL), and `npm run cli -- domain` for paths'
          : `functions.${name}: unknown event ${type}: use http, timer, ${OTHERS.join(', ')}`
      )
    }
  )
}

/** The cloud's names of the triggers that serverless-tencent-scf creates. */
export function otherTriggers(entry: FunctionEntry | undefined): string[] {
  return eventsOf(entry)
    .filter(([type]) => OTHERS.includes(type))
    .map(([type, { name, parameters = {} }]) =>
      type === 'ckafka' ? `${name}-${textOf(parameters.topic)}` : name
    )
}

function eventsOf(entry: FunctionEntry | undefined) {
  return (entry?.events ?? []).flatMap((event) => Object.entries(event))
}

/** cloud.tencent.com/document/product/583/100227 */
function urlDescription(p: Record<string, unknown>): string {
  const net = (p.netConfig ?? {}) as { enableIntranet?: boolean; enableExtranet?: boolean }
  return JSON.stringify({
    AuthType: p.authType ?? 'NONE',
    NetConfig: {
      EnableIntranet: net.enableIntranet === true,
      EnableExtranet: net.enableExtranet !== false
    }
  })
}

/** YAML reads an unquoted 5 as a number. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
