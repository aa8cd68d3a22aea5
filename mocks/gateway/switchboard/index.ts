/** Decides what answers, and lets people change it while the gateway runs. */
import { ENVIRONMENT_NAMES, type Source } from '../../../gateway-config/environments'
import { createRateLimiter } from '../../../gateway-config/rate-limiter'
import type { Switchboard } from '../types'
import { createAdmin } from './admin'
import { createAnswer, type AnswerParts, type Finding } from './answer'
import { createEventFeed } from './event-feed'
import { pickEnvironment } from './pick-environment'
import { createPublishing, type PublishingFiles } from './publishing'
import { createTables } from './tables'
import type { SwitchedRoute, SwitchedTable } from './types'
import { watchFile } from './watch-file'

export interface SwitchboardOptions
  extends PublishingFiles, Pick<AnswerParts, 'answerMock' | 'callFunction'> {
  /** Answers every route of every environment, whatever the settings say. */
  forcedSource?: Source
  log(line: string): void
}

/** Throws, when it is first given a contract, one Error that names what is wrong with the settings. */
export function createSwitchboard(options: SwitchboardOptions): Switchboard {
  const { environmentsFile, forcedSource, log } = options
  const publishing = createPublishing(options)
  const { stores } = publishing
  const tables = createTables({ environmentsFile, stores, forcedSource, log })
  const feed = createEventFeed()
  const changed = () => feed.push({ kind: 'change' })
  const admin = createAdmin({ tables, publishing, feed, forcedSource })

  const tell = (finding: Finding) => {
    const { requestId, operationId, kind, details } = finding
    log(`${requestId} ${operationId} ${kind}: ${details.join('; ')}`)
    feed.push({ kind: 'finding', finding: { ...finding, at: new Date() } })
  }
  const answer = createAnswer({ ...options, limiter: createRateLimiter(Date.now), tell })

  let watchers: { stop: () => void }[] = []
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
    admin: (request) => admin(request, () => current(request)),
    note: (call) => feed.push({ kind: 'call', call }),
    useContract(contract) {
      tables.useWorking(contract)
      // only now: a gateway that cannot start must not stay for the sake of its watchers
      if (!watchers.length) watchers = watchAll()
      changed()
    },
    stop() {
      for (const watcher of watchers) watcher.stop()
      feed.stop()
    }
  }
  function watchAll() {
    return [
      watchFile(environmentsFile, () => {
        tables.useWorking()
        changed()
      }),
      ...ENVIRONMENT_NAMES.map((name) =>
        watchFile(stores[name].historyFile, () => {
          tables.usePublished(name)
          changed()
        })
      )
    ]
  }
}
