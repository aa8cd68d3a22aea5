/** Decides what answers, and lets people change it while the gateway runs. */
import { createRequire } from 'node:module'
import { ENVIRONMENT_NAMES, type Source } from '../../contract/read/environments'
import { createRateLimiter } from '../../contract/door/rate-limiter'
import type { Switchboard } from '../types'
import { createAdmin, type AdminParts } from './admin'
import { createAnswer, type AnswerParts, type Finding } from './answer'
import { createEventFeed } from './event-feed'
import { createOwnPages } from './own-pages'
import { pickEnvironment } from './pick-environment'
import { createPublishing, type PublishingFiles } from './publishing'
import { createTables } from './tables'
import { tellOnce } from './tell-once'
import type { SwitchedRoute, SwitchedTable } from './types'
import { watchFile } from './watch-file'

const load = createRequire(__filename)
/** The first page has its answers by then. */
const PREPARE_MS = 1500

export interface SwitchboardOptions
  extends
    PublishingFiles,
    Pick<AnswerParts, 'answerMock' | 'callFunction'>,
    Pick<AdminParts, 'scenarios'> {
  /** Answers every route of every environment, whatever the settings say. */
  forcedSource?: Source
  log(line: string): void
}

/** Throws one Error that names what is wrong with the contract or the settings. */
export function createSwitchboard(options: SwitchboardOptions): Switchboard {
  const { contractFile, environmentsFile, scenarios, forcedSource, log } = options
  const publishing = createPublishing(options)
  const { stores } = publishing
  const tables = createTables({ ...options, stores })
  const feed = createEventFeed()
  const changed = () => feed.push({ kind: 'change' })
  const acts = createAdmin({ tables, publishing, feed, scenarios, forcedSource })
  const ownPages = createOwnPages(acts, changed)

  const tell = (finding: Finding) => {
    const { requestId, operationId, kind, details } = finding
    log(`${requestId} ${operationId} ${kind}: ${details.join('; ')}`)
    feed.push({ kind: 'finding', finding: { ...finding, at: new Date() } })
  }
  const answer = createAnswer({ ...options, limiter: createRateLimiter(Date.now), tell })

  const followWorking = tellOnce(tables.useWorking, log)
  const watchers = [
    ...[contractFile, environmentsFile].map((file) =>
      watchFile(file, () => {
        followWorking()
        changed()
      })
    ),
    ...ENVIRONMENT_NAMES.map((name) =>
      watchFile(stores[name].historyFile, () => {
        tables.usePublished(name)
        changed()
      })
    )
  ]

  // the first edit of the contract need not wait until a schema compiler is loaded
  const preparing = setTimeout(() => {
    load('../../contract/check/check-contract')
    load('../compile-validators')
  }, PREPARE_MS).unref()

  const current = ({ headers }: Parameters<Switchboard['current']>[0]) =>
    pickEnvironment(tables.current(), headers)

  return {
    current,
    answer(table, route, request) {
      try {
        return answer(table as SwitchedTable, route as SwitchedRoute, request)
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error(String(error)))
      }
    },
    admin: (request) => ownPages(request, () => current(request)),
    note: (call) => feed.push({ kind: 'call', call }),
    stop() {
      clearTimeout(preparing)
      for (const watcher of watchers) watcher.stop()
      feed.stop()
    }
  }
}
