import { setTimeout as delay } from 'node:timers/promises'
import { readFunctions, type StageFunction } from '../release/read-functions'
import { type OpenStage } from '../settings/open-stage'
import { type LogOptions } from './log-options'
import { readRequestStatus } from './request-status'
import { type LogLine, mask, MAX_LINES, searchLog } from './search-log'

const FOLLOW_MS = 2000
/** Lines may reach CLS out of order, by up to this much. */
const LATE_MS = 60_000

/**
 * Shows what a stage's functions have logged, and the outcome of a request; with `follow` until
 * `signal` is aborted. Throws an Error that says what to do when there is nothing to show.
 */
export async function runLogs(
  stage: OpenStage,
  options: LogOptions,
  { log, signal }: { log: (line: string) => void; signal?: AbortSignal }
): Promise<void> {
  const { requestId, sinceMs, follow } = options
  const functions = choose(await readFunctions(stage), options)
  const startedAt = Date.now()
  let from = new Date(startedAt - sinceMs)
  const outcomes = requestId ? await readOutcomes(stage, functions, requestId, from) : []
  for (const line of outcomes) log(line)
  const logging = functions.filter(({ found }) => found.ClsTopicId)
  const silent = functions.filter((one) => !logging.includes(one))
  if (silent.length && (logging.length || !outcomes.length)) {
    if (!logging.length) throw new Error(explainTopics(silent))
    log(explainTopics(silent))
  }
  const shown = new Set<string>()
  for (;;) {
    const lines = await searchAll(stage, logging, { requestId, from, log })
    for (const line of lines.filter(({ id }) => !shown.has(id))) log(format(line))
    for (const { id } of lines) shown.add(id)
    if (!follow || signal?.aborted) break
    from = new Date(Math.max(startedAt - sinceMs, Date.now() - LATE_MS))
    await delay(FOLLOW_MS, undefined, { signal }).catch(() => undefined)
  }
  if (requestId && !outcomes.length && !shown.size)
    throw new Error(`nothing is known about ${requestId}: --since 2h looks further back`)
}

/** The lines of all these functions up to now, oldest first. */
async function searchAll(
  { cloud }: OpenStage,
  functions: StageFunction[],
  { requestId, from, log }: { requestId?: string; from: Date; log: (line: string) => void }
): Promise<LogLine[]> {
  const to = new Date(Date.now() + 1)
  const found = await Promise.all(
    functions.map(({ name, found: { ClsTopicId } }) =>
      searchLog(cloud, { topic: ClsTopicId ?? '', functionName: name, requestId, from, to })
    )
  )
  for (const [i, { shortName }] of functions.entries())
    if ((found[i]?.length ?? 0) >= MAX_LINES)
      log(
        `${shortName} has more: these are its first ${MAX_LINES} lines; --since 5m looks less far back`
      )
  return found.flat().sort((a, b) => a.at.getTime() - b.at.getTime())
}

async function readOutcomes(
  { cloud }: OpenStage,
  functions: StageFunction[],
  requestId: string,
  from: Date
): Promise<string[]> {
  const range = { from, to: new Date() }
  const found = await Promise.all(
    functions.map(({ name }) => readRequestStatus(cloud, name, requestId, range))
  )
  return found.flat()
}

function explainTopics(functions: StageFunction[]): string {
  const names = functions.map(({ shortName }) => shortName).join(', ')
  return (
    `${names}: the logs are not sent to CLS, so there are none to show. In the console ` +
    '(console.cloud.tencent.com/scf) open the function, then Function configuration, Log ' +
    'configuration, and choose a log set and topic; lines appear from the next call on'
  )
}

function choose(functions: StageFunction[], { functionName }: LogOptions): StageFunction[] {
  if (functionName === undefined) return functions
  const chosen = functions.filter(({ shortName }) => shortName === functionName)
  if (chosen.length) return chosen
  const deployed = functions.map(({ shortName }) => shortName).join(', ')
  throw new Error(`no function ${functionName} is deployed; there are: ${deployed}`)
}

function format({ at, functionName, version, requestId, message }: LogLine): string {
  return [at.toISOString(), functionName, `v${version}`, requestId, mask(message).trim()].join(' ')
}
