import { json } from '../failure'
import type { ScenarioView } from '../mock/scenarios'
import type { GatewayRequest, Reply } from '../types'
import { describeState } from './describe-state'
import type { EventFeed } from './event-feed'
import type { OwnAct } from './own-pages'
import { pickEnvironment } from './pick-environment'
import {
  readEnvironmentName,
  readSource,
  readVersion,
  WORKING,
  type Publishing
} from './publishing'
import type { TableSet } from './tables'

export interface AdminParts {
  tables: TableSet
  publishing: Publishing
  feed: EventFeed
  scenarios: { list(): ScenarioView[]; reset(): void }
  forcedSource?: string
}

/** What the console page and scripts may ask. */
export function createAdmin(parts: AdminParts): OwnAct[] {
  const { tables, publishing, feed, scenarios, forcedSource } = parts
  const state = () => json(200, describeState(tables, publishing, forcedSource))
  const listScenarios = () => json(200, { scenarios: scenarios.list() })

  const acts: OwnAct[] = [
    ['GET', /^\/_gateway\/status$/, status],
    ['GET', /^\/_gateway\/scenarios$/, listScenarios],
    ['POST', /^\/_gateway\/reset$/, reset],
    ['GET', /^\/_gateway\/environments$/, state],
    ['GET', /^\/_gateway\/events$/, () => stream(feed)],
    ['PUT', /^\/_gateway\/routes\/(\w+)$/, switchRoute],
    ['PUT', /^\/_gateway\/routes$/, switchEveryRoute],
    ['POST', /^\/_gateway\/environments\/(\w+)\/publish$/, publish],
    ['POST', /^\/_gateway\/environments\/(\w+)\/rollback$/, rollback],
    ['GET', /^\/_gateway\/environments\/(\w+)\/diff$/, diff]
  ]

  function status(_keys: string[], { headers }: GatewayRequest): Reply {
    const { routes } = pickEnvironment(tables.current(), headers)
    return json(200, {
      mode: forcedSource ?? 'environments',
      routes: routes.map(({ method, path, operationId, source }) => ({
        method,
        path,
        operationId,
        source
      }))
    })
  }

  function reset(): Reply {
    scenarios.reset()
    return listScenarios()
  }

  function switchRoute([operationId = '']: string[], request: GatewayRequest): Reply {
    const { name, source } = readSwitch(request)
    publishing.switchSource(name, operationId, source)
    tables.useWorking()
    return state()
  }

  function switchEveryRoute(_keys: string[], request: GatewayRequest): Reply {
    const { name, source } = readSwitch(request)
    publishing.switchEverySource(name, source)
    tables.useWorking()
    return state()
  }

  function readSwitch(request: GatewayRequest) {
    const name = readEnvironmentName(request.query.environment ?? WORKING)
    const source = readSource(readBody(request).source)
    if (forcedSource && source !== forcedSource)
      throw new Error(`this gateway was started to answer everything by ${forcedSource}`)
    return { name, source }
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

  return acts
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
