import { type Source } from '../../contract/environment-model'
import { type ScenarioView } from '../mock/scenarios'
import { json } from '../server/failure'
import { type GatewayRequest } from '../server/incoming'
import { type GatewayReply } from '../server/outgoing'
import { describeState } from './describe-state'
import { type EventFeed } from './event-feed'
import { type AdminCall } from './own-pages'
import { pickEnvironment } from './pick-environment'
import { type Publishing, WORKING } from './publishing'
import { readEnvironmentName, readSource, readVersion } from './read-names'
import { type TableSet } from './tables'

export interface AdminParts {
  tables: TableSet
  publishing: Publishing
  feed: EventFeed
  scenarios: { list(): ScenarioView[]; reset(): void }
  forcedSource?: Source
}

/** The calls that the console and scripts make. */
export function createAdmin(parts: AdminParts): AdminCall[] {
  const { tables, publishing, feed, scenarios, forcedSource } = parts
  const state = () => json(200, describeState(tables, publishing, forcedSource))
  const listScenarios = () => json(200, { scenarios: scenarios.list() })

  function status(_groups: string[], request: GatewayRequest): GatewayReply {
    const { routes } = pickEnvironment(tables.current(), request)
    const shown = routes.map(({ method, path, operationId, source }) => ({
      method,
      path,
      operationId,
      source
    }))
    return json(200, { mode: forcedSource ?? 'environments', routes: shown })
  }

  function reset(): GatewayReply {
    scenarios.reset()
    return listScenarios()
  }

  async function switchRoute([operationId = '']: string[], request: GatewayRequest) {
    const { name, source } = readSwitch(request)
    await publishing.switchSource(name, operationId, source)
    await tables.useWorking()
    return state()
  }

  async function switchEveryRoute(_groups: string[], request: GatewayRequest) {
    const { name, source } = readSwitch(request)
    await publishing.switchEverySource(name, source)
    await tables.useWorking()
    return state()
  }

  function readSwitch(request: GatewayRequest) {
    const name = readEnvironmentName(queryOf(request).environment ?? WORKING)
    const source = readSource(readBody(request).source)
    if (forcedSource && source !== forcedSource)
      throw new Error(`this gateway was started to answer everything by ${forcedSource}`)
    return { name, source }
  }

  async function publish([environment]: string[], request: GatewayRequest) {
    const name = readEnvironmentName(environment)
    await publishing.publish(name, textOf(readBody(request).note))
    await tables.usePublished(name)
    return state()
  }

  async function rollback([environment]: string[], request: GatewayRequest) {
    const name = readEnvironmentName(environment)
    const { version, note } = readBody(request)
    const target = version === undefined ? undefined : readVersion(JSON.stringify(version))
    publishing.rollback(name, target, textOf(note))
    await tables.usePublished(name)
    return state()
  }

  async function diff([environment]: string[], request: GatewayRequest) {
    const { from = '', to = 'draft' } = queryOf(request)
    return json(200, { lines: await publishing.diff(readEnvironmentName(environment), from, to) })
  }

  function follow(): GatewayReply {
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
    return { status: 200, headers, body: feed.open(), source: 'gateway' }
  }

  return [
    ['GET', /^\/_gateway\/status$/, status],
    ['GET', /^\/_gateway\/scenarios$/, listScenarios],
    ['POST', /^\/_gateway\/reset$/, reset],
    ['GET', /^\/_gateway\/environments$/, state],
    ['GET', /^\/_gateway\/feed$/, follow],
    ['PUT', /^\/_gateway\/routes\/(\w+)$/, switchRoute],
    ['PUT', /^\/_gateway\/routes$/, switchEveryRoute],
    ['POST', /^\/_gateway\/environments\/(\w+)\/publish$/, publish],
    ['POST', /^\/_gateway\/environments\/(\w+)\/rollback$/, rollback],
    ['GET', /^\/_gateway\/environments\/(\w+)\/diff$/, diff]
  ]
}

function queryOf({ rawQuery }: GatewayRequest): Record<string, string | undefined> {
  return Object.fromEntries(new URLSearchParams(rawQuery))
}

function readBody({ body }: GatewayRequest): Record<string, unknown> {
  if (!body.length) return {}
  try {
    const value: unknown = JSON.parse(body.toString())
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>
  } catch {
    // refused below, like JSON that is not an object
  }
  throw new Error('body: must be a JSON object')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : ''
}
