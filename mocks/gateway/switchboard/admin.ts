import { showPage } from '../console'
import { json } from '../failure'
import { isForeign } from './foreign'
import type { GatewayRequest, Reply } from '../types'
import { describeState } from './describe-state'
import type { EventFeed } from './event-feed'
import { readEnvironmentName, readSource, readVersion, type Publishing } from './publishing'
import { WORKING } from './publishing'
import type { TableSet } from './tables'
import type { SwitchedTable } from './types'

export interface AdminParts {
  tables: TableSet
  publishing: Publishing
  feed: EventFeed
  forcedSource?: string
}

type Act = (keys: string[], request: GatewayRequest) => Reply

/** What the console page and scripts may ask of the switchboard; undefined for other paths. */
export function createAdmin({ tables, publishing, feed, forcedSource }: AdminParts) {
  const state = () => json(200, describeState(tables, publishing, forcedSource))

  const acts: [method: string, path: RegExp, act: Act][] = [
    ['GET', /^\/_gateway\/environments$/, state],
    ['GET', /^\/_gateway\/events$/, () => stream(feed)],
    ['PUT', /^\/_gateway\/routes\/(\w+)$/, switchRoute],
    ['POST', /^\/_gateway\/environments\/(\w+)\/publish$/, publish],
    ['POST', /^\/_gateway\/environments\/(\w+)\/rollback$/, rollback],
    ['GET', /^\/_gateway\/environments\/(\w+)\/diff$/, diff]
  ]

  function switchRoute([operationId = '']: string[], request: GatewayRequest): Reply {
    const name = readEnvironmentName(request.query.environment ?? WORKING)
    const source = readSource(readBody(request).source)
    if (forcedSource && source !== forcedSource)
      throw new Error(`this gateway was started to answer everything by ${forcedSource}`)
    publishing.switchSource(name, operationId, source)
    tables.useWorking()
    return state()
  }

  function publish([environment]: string[], request: GatewayRequest): Reply {
    const name = readEnvironmentName(environment)
    publishing.publish(name, textOf(readBody(request).note))
    tables.usePublished(name)
    return state()
  }

  function rollback([environment]: string[], request: GatewayRequest): Reply {
    const name = readEnvironmentName(environment)
    const { version, note } = readBody(request)
    const target = version === undefined ? undefined : readVersion(JSON.stringify(version))
    publishing.rollback(name, target, textOf(note))
    tables.usePublished(name)
    return state()
  }

  function diff([environment]: string[], { query }: GatewayRequest): Reply {
    const { from = '', to = 'draft' } = query
    const lines = publishing.diff(readEnvironmentName(environment), from, to)
    return json(200, { lines })
  }

  function run(act: Act, keys: string[], request: GatewayRequest): Reply {
    try {
      const reply = act(keys, request)
      if (request.method !== 'GET') feed.push({ kind: 'change' })
      return reply
    } catch (error) {
      return refuse(request, 400, 'INVALID_REQUEST', (error as Error).message)
    }
  }

  return (
    request: GatewayRequest,
    table: () => SwitchedTable
  ): Reply | Promise<Reply> | undefined => {
    const { path, method } = request
    if (!/^\/(_gateway|docs)(\/|$)/.test(path)) return undefined
    if (isForeign(request))
      return refuse(request, 403, 'FOREIGN_ORIGIN', 'only pages of this gateway may ask this')
    const here = acts.filter(([, pattern]) => pattern.test(path))
    const found = here.find(([wanted]) => wanted === method)
    if (found) return run(found[2], found[1].exec(path)?.slice(1) ?? [], request)
    const page = method === 'GET' ? showPage(request, table()) : undefined
    if (page) return page
    const allow = here.map(([wanted]) => wanted).join(', ')
    return allow
      ? { ...refuse(request, 405, 'METHOD_NOT_ALLOWED', `wanted ${allow}`), headers: { allow } }
      : refuse(request, 404, 'NOT_FOUND', 'There is nothing at this address')
  }
}

function stream(feed: EventFeed): Reply {
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
  return { status: 200, headers, body: feed.open(), source: 'gateway' }
}

function readBody({ body }: GatewayRequest): Record<string, unknown> {
  if (!body) return {}
  try {
    const value: unknown = JSON.parse(body)
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>
  } catch {
    // told below: whatever came, it was no JSON object
  }
  throw new Error('body: wanted a JSON object')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : ''
}

function refuse(
  { requestId }: GatewayRequest,
  status: number,
  code: string,
  message: string
): Reply {
  return json(status, { code, message, requestId })
}
