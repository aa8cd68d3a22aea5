import {
  type EventProcess,
  type Handled,
  type ProcessOptions,
  startEventProcess,
  startWebProcess,
  type WebProcess
} from './function-process'

export interface DoorRequest {
  method: string
  path: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string | Buffer
}

export interface DoorReply {
  status: number
  headers: Record<string, string>
  body: string
  /** What the process says about the call; the web door says nothing. */
  handled?: Handled
}

/** Ways into a function: the forms in which the platform hands a request over. */
export const DOORS = [
  'a function-URL event',
  'an API-gateway event',
  'an API-gateway event in base64',
  'the web door'
] as const
export type Door = (typeof DOORS)[number]

export interface Doors {
  /**
   * Calls the function that a path's first segment names.
   * @param remainingMs what the platform still grants an event
   */
  call(door: Door, request: DoorRequest, remainingMs?: number): Promise<DoorReply>
  /** Passes any event to a function. */
  handle(name: string, event: object, remainingMs?: number): Promise<Handled>
  /** The function's process behind this door, started if it is not. */
  process(door: Door, name: string): Promise<EventProcess | WebProcess>
  stop(): Promise<void>
}

/** The address that the platform reports, and how: behind whatever the caller has made up. */
const ADDRESS = '203.0.113.7'
const HOPS = `${ADDRESS}, 11.163.17.81, 10.132.167.112`

type Options = Omit<ProcessOptions, 'name'>

/** Opens functions by every door; each starts when it is first called. */
export function openDoors(options: Options): Doors {
  const events = new Map<string, EventProcess>()
  const webs = new Map<string, Promise<WebProcess>>()

  function eventProcess(name: string): EventProcess {
    const started = events.get(name) ?? startEventProcess({ ...options, name })
    events.set(name, started)
    return started
  }

  function webProcess(name: string): Promise<WebProcess> {
    const started = webs.get(name) ?? startWebProcess({ ...options, name })
    webs.set(name, started)
    return started
  }

  const doors: Doors = {
    async call(door, request, remainingMs) {
      const name = request.path.split('/')[1] ?? ''
      if (door === 'the web door') return callWeb((await webProcess(name)).url, request)
      const handled = await doors.handle(name, eventOf(door, request), remainingMs)
      const reply = handled.reply as DoorReply & { statusCode: number }
      return { status: reply.statusCode, headers: reply.headers, body: reply.body, handled }
    },
    handle: (name, event, remainingMs) => eventProcess(name).handle(event, remainingMs),
    async process(door, name) {
      return door === 'the web door' ? webProcess(name) : eventProcess(name)
    },
    async stop() {
      const all = [...events.values(), ...(await Promise.all(webs.values()))]
      await Promise.all(all.map((each) => each.kill()))
    }
  }
  return doors
}

/** @see https://www.tencentcloud.com/document/product/583/96099 */
export function eventOf(door: Door, request: DoorRequest): object {
  const { method, path, query = {}, headers = {}, body = '' } = request
  const common = { httpMethod: method, path, queryString: query }
  if (door === 'a function-URL event')
    return {
      ...common,
      body: body.toString(),
      headers: withHops(headers)
    }
  const isBase64Encoded = door.endsWith('base64')
  return {
    ...common,
    body: isBase64Encoded ? Buffer.from(body).toString('base64') : body.toString(),
    isBase64Encoded,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name.replace(/^./, (first) => first.toUpperCase()),
        value
      ])
    ),
    headerParameters: {},
    pathParameters: {},
    queryStringParameters: {},
    requestContext: { sourceIp: ADDRESS, stage: 'release' },
    stageVariables: { stage: 'release' }
  }
}

function withHops(headers: Record<string, string> = {}): Record<string, string> {
  const { 'x-forwarded-for': forged, ...others } = headers
  return { ...others, 'x-forwarded-for': forged ? `${forged}, ${HOPS}` : HOPS }
}

async function callWeb(url: string, request: DoorRequest): Promise<DoorReply> {
  const { method, path, query, headers, body } = request
  const search = query ? `?${new URLSearchParams(query).toString()}` : ''
  const init = {
    method,
    headers: withHops(headers),
    ...(body && { body: body as string })
  }
  const response = await fetch(url + path + search, init)
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text()
  }
}
