import { type FunctionSettings, type ObjectTrigger } from '../serverless-yml'

/** What object storage tells about an object, as far as triggers look at it. */
interface ObjectEvent {
  Records?: { cos: { cosObject: { key: string } }; event: { eventName: string } }[]
}

/** The functions with an open trigger for the first object of an event. */
export function boundTo(functions: FunctionSettings[], event: ObjectEvent): string[] {
  const [record] = event.Records ?? []
  if (!record) return []
  // /<appid>/<bucket>/<key>
  const key = decodeURIComponent(record.cos.cosObject.key.split('/').slice(3).join('/'))
  const fits = (trigger: ObjectTrigger) =>
    trigger.enabled &&
    matches(trigger.event, record.event.eventName) &&
    key.startsWith(trigger.prefix) &&
    key.endsWith(trigger.suffix)
  return functions.filter(({ objects = [] }) => objects.some(fits)).map(({ name }) => name)
}

/** `cos:ObjectCreated:*` or one by name. */
function matches(wanted: string, name: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted
}
