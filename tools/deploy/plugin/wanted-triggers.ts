import { type EventEntry, type FunctionEntry } from '../../serverless-yml'
import { bucketTrigger, queueTrigger } from './event-sources'

/** A trigger of serverless.yml, in the terms of SCF's API. */
export interface WantedTrigger {
  TriggerName: string
  Type: 'http' | 'timer' | 'cos' | 'ckafka'
  TriggerDesc: string
  Enable: 'OPEN' | 'CLOSE'
  /** The alias that the trigger calls: publishing moves the alias, never the trigger. */
  Qualifier: '$DEFAULT'
  /** Timers only: the event's Message */
  CustomArgument?: string
}

/** How one kind of event is described; each throws an Error for what SCF would refuse. */
const KINDS: Record<
  string,
  (event: EventEntry, region: string) => Omit<WantedTrigger, 'Qualifier'>
> = {
  http: ({ parameters: p = {} }) => ({
    // an alias has one function URL, and SCF may name it as it likes: this is how it does
    TriggerName: 'url-trigger',
    Type: 'http',
    TriggerDesc: urlDescription(p),
    Enable: 'OPEN'
  }),
  timer: ({ name, parameters: p = {} }) => ({
    TriggerName: name,
    Type: 'timer',
    TriggerDesc: String(p.cronExpression),
    Enable: p.enable ? 'OPEN' : 'CLOSE',
    CustomArgument: textOf(p.argument)
  }),
  cos: bucketTrigger,
  ckafka: queueTrigger
}

/** Kinds of which the service has ended, and what to use instead. */
const ENDED: Record<string, string> = {
  apigw:
    'Tencent Cloud is closing its API gateway, so apigw is refused: ' +
    'use http (a function URL), and `npm run cli -- domain` for paths',
  cmq: 'Tencent Cloud has closed CMQ, so cmq is refused: use ckafka, or a table and a timer'
}

/**
 * The triggers of a function. Throws an Error that names the function for an event that SCF would
 * refuse.
 */
export function wantedTriggers(
  name: string,
  entry: FunctionEntry | undefined,
  region: string
): WantedTrigger[] {
  const events = (entry?.events ?? []).flatMap((event) => Object.entries(event))
  // the setting with the bucket's name may be empty: then there is nothing to be told about
  const open = events.filter(([kind, event]) => !(kind === 'cos' && event.name === ''))
  return open.map(([kind, event]) => {
    const describe = KINDS[kind]
    if (!describe) {
      const why = ENDED[kind] ?? `unknown event ${kind}: use ${Object.keys(KINDS).join(', ')}`
      throw new Error(`functions.${name}: ${why}`)
    }
    if (entry?.type === 'web' && kind !== 'http')
      throw new Error(`functions.${name}: a web function takes http events only, not ${kind}`)
    try {
      return { ...describe(event, region), Qualifier: '$DEFAULT' }
    } catch (error) {
      throw new Error(`functions.${name}: ${kind}: ${(error as Error).message}`, { cause: error })
    }
  })
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
