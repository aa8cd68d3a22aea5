/** Decides what answers, and lets people change it while the gateway runs. */
import { pollFiles } from '../../common/watch'
import { loadGenerated, loadResponseValidators } from '../../contract'
import { createRateLimiter } from '../../contract/door/rate-limiter'
import { type Source } from '../../contract/environment-model'
import { STAGES } from '../../contract/stages'
import { type AnswerRoute, type OwnPages } from '../routing/door'
import { failure } from '../server/failure'
import { type CallDesk } from '../server/listener'
import { type AdminParts, createAdmin } from './admin'
import { type AnswerParts, type CallFinding, createAnswer } from './answer'
import { createEventFeed } from './event-feed'
import { createOwnPages } from './own-pages'
import { pickEnvironment } from './pick-environment'
import { createPublishing, type PublishingFiles } from './publishing'
import { withRouteSettings } from './route-settings'
import { createTables } from './tables'
import { createFindViolations } from './violations'

interface SwitchboardOptions
  extends
    PublishingFiles,
    Pick<AnswerParts, 'answerMock' | 'callFunction'>,
    Pick<AdminParts, 'scenarios'> {
  /** Answers every route of every environment, whatever the settings say. */
  forcedSource?: Source
  /** Somebody else's contract, which is only mocked: it has no environments. */
  lenient?: boolean
  log(line: string): void
}

interface Switchboard extends CallDesk {
  answer: AnswerRoute
  pages: OwnPages
  stop(): void
}

/** Rejects with an Error that names what is wrong with the contract or the settings. */
export async function createSwitchboard(options: SwitchboardOptions): Promise<Switchboard> {
  const { contractFile, environmentsFile, scenarios, forcedSource, log } = options
  const publishing = createPublishing(options)
  const { stores } = publishing
  const tables = await createTables({ ...options, stores })
  const feed = createEventFeed()
  const changed = () => feed.push({ kind: 'change' })
  const current: CallDesk['current'] = (request) => pickEnvironment(tables.current(), request)

  function report(finding: CallFinding): void {
    const { requestId, operationId, kind, details } = finding
    log(`${requestId} ${operationId} ${kind}: ${details.join('; ')}`)
    feed.push({ kind: 'finding', finding: { ...finding, at: new Date() } })
  }

  const generated = loadGenerated(options.generatedDir)
  const findViolations = createFindViolations((contract) =>
    loadResponseValidators(contract, generated)
  )
  const calls = createAdmin({ tables, publishing, feed, scenarios, forcedSource })
  const answerWithin = withRouteSettings(
    createRateLimiter(Date.now),
    createAnswer({ ...options, findViolations, report })
  )

  const { warnings, notServed } = tables.working().contract
  for (const line of [...warnings, ...notServed]) log(line)
  const followEdits = reportOnce(tables.useWorking, log)
  const watches = [
    pollFiles(
      () => [...new Set([contractFile, ...tables.working().contract.files, environmentsFile])],
      () => void followEdits().then(changed)
    ),
    ...STAGES.map((stage) =>
      pollFiles(
        () => [stores[stage].historyFile],
        () => void tables.usePublished(stage).then(changed)
      )
    )
  ]

  return {
    current,
    async answer(table, route, request) {
      const { problem } = table
      if (problem) return failure(table, problem.code, request, { message: problem.message })
      return await answerWithin(table, route, request)
    },
    pages: createOwnPages({ calls, current, changed }),
    note: (call) => feed.push({ kind: 'call', call }),
    stop() {
      for (const watch of watches) watch.stop()
      feed.stop()
    }
  }
}

/** Reads edited files; logs a problem once, however often it is saved, and then that it is fixed. */
function reportOnce(read: () => Promise<void>, log: (line: string) => void): () => Promise<void> {
  let lastProblem = ''
  return async () => {
    try {
      await read()
      if (lastProblem) log('the problem is fixed: the latest edit is in force')
      lastProblem = ''
    } catch (error) {
      const problem = (error as Error).message
      if (problem !== lastProblem)
        log(`${problem}\nuntil this is fixed, the previous version stays`)
      lastProblem = problem
    }
  }
}
