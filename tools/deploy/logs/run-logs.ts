import { setTimeout as delay } from 'node:timers/promises'
import type { OpenStage } from '../release/open-stage'
import { demandDeployed, type StageFunction } from '../release/read-functions'
import type { LogOptions } from './log-options'
import { mask } from './mask'
import { readRequestStatus } from './request-status'
import { searchLog, type LogLine } from './search-log'

const FOLLOW_MS = 2000
/** A line may reach CLS later than another one that was written after it. */
const LATE_MS = 60_000

/**
 * Shows what a stage's functions have logged, and what became of a request; with `follow` until
 * `signal`. Throws an Error that says what to do when there is nothing to show it from.
 */
export async function runLogs(
  stage: OpenStage,
  options: LogOptions,
  { log, signal }: { log: (line: string) => void; signal?: AbortSignal }
): Promise<void> {
  const { requestId, sinceMs, follow } = options
  const functions = choose(await demandDeployed(stage), options)
  const startedAt = Date.now()
  let from = new Date(startedAt - sinceMs)
  const known = requestId ? await tellRequest(requestId) : 0
  const kept = functions.filter(({ found }) => found.ClsTopicId)
  const lost = functions.filter((one) => !kept.includes(one)).map(({ shortName }) => shortName)
  if (lost.length && !(known && !kept.length)) warn(lost)
  const shown = new Set<string>()
  for (;;) {
    const lines = await searchAll(new Date())
    for (const line of lines) log(format(line))
    for (const { id } of lines) shown.add(id)
    if (!follow || signal?.aborted) break
    from = new Date(Math.max(startedAt - sinceMs, Date.now() - LATE_MS))
    await delay(FOLLOW_MS, undefined, { signal }).catch(() => undefined)
  }
  if (requestId && !known && !shown.size)
    throw new Error(`nothing is known of ${requestId}: --since 2h looks further back`)

  async function searchAll(now: Date): Promise<LogLine[]> {
    const found = await Promise.all(
      kept.map(({ name, found: { ClsTopicId } }) => {
        const to = new Date(now.getTime() + 1)
        const search = { topic: ClsTopicId ?? '', functionName: name, from, to }
        return searchLog(stage.cloud, { ...search, ...(requestId && { requestId }) })
      })
    )
    const fresh = found.flat().filter(({ id }) => !shown.has(id))
    return fresh.sort((a, b) => a.at.getTime() - b.at.getTime())
  }

  async function tellRequest(id: string): Promise<number> {
    const range = { from, to: new Date() }
    const told = await Promise.all(
      functions.map(({ name }) => readRequestStatus(stage.cloud, name, id, range))
    )
    for (const line of told.flat()) log(line)
    return told.flat().length
  }

  function warn(names: string[]): void {
    const message =
      `${names.join(', ')}: the logs go to no topic of CLS, so there are none to show. In the ` +
      'console (console.cloud.tencent.com/scf) open the function, then Function configuration, Log ' +
      'configuration, and choose a log set and topic; lines come from the next call on'
    if (!kept.length) throw new Error(message)
    log(message)
  }
}

function choose(functions: StageFunction[], { functionName }: LogOptions): StageFunction[] {
  if (functionName === undefined) return functions
  const chosen = functions.filter(({ shortName }) => shortName === functionName)
  if (chosen.length) return chosen
  const there = functions.map(({ shortName }) => shortName).join(', ')
  throw new Error(`no function ${functionName} is deployed; there are: ${there}`)
}

function format({ at, functionName, version, requestId, message }: LogLine): string {
  return [at.toISOString(), functionName, `v${version}`, requestId, mask(message).trim()].join(' ')
}
