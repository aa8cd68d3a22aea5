import { release as releaseCommand } from '../../../../tools/deploy/commands/release'
import { runRelease } from '../../../../tools/deploy/release/run-release'
import { runRollback } from '../../../../tools/deploy/release/run-rollback'
import { type Clock } from '../../../../tools/deploy/watch/watch-release'
import { type Truth } from '../../../../tools/rehearsal'
import { project } from '../../../support/project'
import { createDeployedStage } from '../release/deployed-stage'

const MINUTE_MS = 60_000
const START = Date.parse('2026-01-01T12:00:00Z')

/** What a version does in each minute: how many calls, failures for the platform, answers of 500. */
interface Minute {
  calls?: number
  failed?: number
  status500?: number
  ms?: number
}

/** A stage with a second release, and a clock that runs when somebody waits. */
async function deployedTwice({
  topic = '',
  names = ['login', 'session'],
  truth
}: { topic?: string; names?: string[]; truth?: Partial<Truth> } = {}) {
  const deployed = await createDeployedStage(names, truth)
  await deployed.deploy('one')
  const said: string[] = []
  const log = (line: string) => void said.push(line)
  const options = { stage: 'test' as const, dryRun: false, promote: false, note: '' }
  await runRelease(deployed.stage, { ...options, weight: 100 }, { log })
  await deployed.deploy('two')
  for (const { latest } of deployed.state.functions.values())
    if (topic) latest.configuration.ClsTopicId = topic
  let now = START
  const clock: Clock & { each: (minute: number) => unknown } = {
    each: () => undefined,
    now: () => now,
    async sleep(ms, signal) {
      await clock.each(Math.round((now - START) / MINUTE_MS))
      signal?.throwIfAborted()
      now += ms
    }
  }

  function happen(shortName: string, version: string, minute: Minute) {
    const { calls = 0, failed = 0, status500 = 0, ms = 30 } = minute
    const functionName = `svc-test-${shortName}`
    for (let i = 0; i < calls; i++) {
      const at = new Date(now + i)
      const requestId = `${i}`
      const about = { functionName, version, requestId }
      deployed.state.runs.push({ ...about, startedAt: at, ms, hasFailed: i < failed, returned: '' })
      const message = JSON.stringify({ requestId, status: i < status500 ? 500 : 200 })
      deployed.state.lines.push({ ...about, at, type: 'Custom', message })
    }
  }
  return {
    ...deployed,
    said,
    clock,
    happen,
    /** Releases 10 % and watches it, while versions 1 and 2 of `login` have these minutes. */
    watch(
      one: Minute,
      two: Minute,
      { minutes = 10, signal }: { minutes?: number; signal?: AbortSignal } = {}
    ) {
      const before = clock.each
      clock.each = (minute) => {
        happen('login', '1', one)
        happen('login', '2', two)
        return before(minute)
      }
      const watchMs = minutes * MINUTE_MS
      return runRelease(deployed.stage, { ...options, weight: 10, watchMs }, { log, clock, signal })
    }
  }
}

const GOOD = { calls: 90 }
const BOTH = ['login 1 2:10', 'session 1 2:10']
const BACK = ['login 1', 'session 1']

it('lets a release that is no worse keep its share, and shows each minute', async () => {
  const stage = await deployedTwice()
  await stage.watch(GOOD, { calls: 10, ms: 35 }, { minutes: 3 })
  expect(stage.live()).toEqual(BOTH)
  expect(stage.said).toContain(
    '  12:02  login: version 2 20 calls, 0.0 % failed, 35 ms; version 1 180 calls, 0.0 % failed, 30 ms'
  )
  expect(stage.said.at(-1)).toContain('release 2 was no worse. It keeps its share')
  expect(stage.said.at(-1)).toContain('npm run release -- --stage test --promote')
})

it.each([
  [
    'more of its calls fail',
    { calls: 10, failed: 1 },
    '10.0 % of its calls fail, of the version before 0.0 %'
  ],
  ['it takes longer', { calls: 10, ms: 200 }, 'it takes 200 ms, the version before 30 ms']
])('ends a release when %s', async (_what, two, why) => {
  const stage = await deployedTwice()
  await expect(stage.watch(GOOD, two)).rejects.toThrow(`login, version 2: ${why}`)
  expect(stage.live()).toEqual(BACK)
  expect(stage.said.join('\n')).toContain('release 1 is live: all calls go to it')
})

it.each([
  ['a text', 'text'],
  ['fields', 'fields']
] as const)(
  'ends a release that answers with 500, which only its log shows, stored as %s',
  async (_how, jsonLines) => {
    const stage = await deployedTwice({ topic: 'topic-1', truth: { jsonLines } })
    const watching = stage.watch(GOOD, { calls: 10, status500: 5 })
    await expect(watching).rejects.toThrow('50.0 % of its calls fail')
    expect(stage.live()).toEqual(BACK)
  }
)

it('asks the monitor in parts for more than one call of it may return', async () => {
  const stage = await deployedTwice({
    names: ['login', 'session', 'user', 'wechat', 'shop', 'pay']
  })
  await stage.watch({ calls: 2 }, { calls: 1 }, { minutes: 150 })
  expect(stage.said).toContain(
    '  14:30  login: version 2 150 calls, 0.0 % failed, 30 ms; version 1 300 calls, 0.0 % failed, 30 ms'
  )
})

it('says which functions have no log in which an answer of 500 would be seen', async () => {
  const stage = await deployedTwice()
  await stage.watch(GOOD, { calls: 10, status500: 5 }, { minutes: 3 })
  expect(stage.said).toContain('  without a log topic, answers of 500 are not seen: login, session')
})

it('does not blame a release for one failure, nor for failures that the old version has too', async () => {
  const once = await deployedTwice()
  await once.watch(GOOD, { calls: 10 }, { minutes: 1 }).catch(() => undefined)
  const both = await deployedTwice()
  await both.watch({ calls: 90, failed: 30 }, { calls: 10, failed: 4 }, { minutes: 3 })
  expect(both.live()).toEqual(BOTH)
  const few = await deployedTwice()
  few.clock.each = (minute) => minute === 1 && few.happen('login', '2', { calls: 2, failed: 2 })
  await few.watch(GOOD, { calls: 10 }, { minutes: 3 })
  expect(few.live()).toEqual(BOTH)
})

it('fails without ending a release that had too few calls to judge it', async () => {
  const stage = await deployedTwice()
  const watching = stage.watch(GOOD, { calls: 1 }, { minutes: 3 })
  await expect(watching).rejects.toThrow('release 2 had 3 calls: too few to judge it')
  expect(stage.live()).toEqual(BOTH)
})

it('says at Ctrl-C that nobody watches, and how the release stands', async () => {
  const stage = await deployedTwice()
  const stop = new AbortController()
  stage.clock.each = (minute) => minute === 2 && stop.abort(new Error('interrupted'))
  const watching = stage.watch(GOOD, GOOD, { signal: stop.signal })
  await expect(watching).rejects.toThrow(
    /^interrupted: nobody watches release 2 now. It keeps its share[^]*npm run rollback -- --stage test/
  )
  expect(stage.live()).toEqual(BOTH)
})

it('stops when somebody else has moved the calls', async () => {
  const stage = await deployedTwice()
  stage.clock.each = (minute) =>
    minute === 1 && runRollback(stage.stage, { dryRun: false }, () => undefined)
  await expect(stage.watch(GOOD, GOOD)).rejects.toThrow('release 2 is not in progress any more')
  expect(stage.live()).toEqual(BACK)
})

it('bears a minute without measurements, and ends a release that nobody can watch', async () => {
  const stage = await deployedTwice()
  const { cloud } = stage.stage
  let isBlind: (minute: number) => boolean = (minute) => minute === 1
  let at = 0
  stage.clock.each = (minute) => (at = minute)
  stage.stage.cloud = async (service, action, parameters) => {
    if (action === 'GetMonitorData' && isBlind(at)) throw new Error('InternalError')
    return cloud(service, action, parameters)
  }
  await stage.watch(GOOD, { calls: 10 }, { minutes: 3 })
  expect(stage.said).toContain('  12:02  not measured: InternalError')
  isBlind = (minute) => minute > 3
  await expect(stage.watch(GOOD, { calls: 10 })).rejects.toThrow('nothing was measured 3 times')
  expect(stage.live()).toEqual(BACK)
})

it('moves no calls when nothing can be measured from the start', async () => {
  const stage = await deployedTwice()
  const { cloud } = stage.stage
  stage.stage.cloud = async (service, action, parameters) => {
    if (service === 'monitor') throw new Error('GetMonitorData: UnauthorizedOperation')
    return cloud(service, action, parameters)
  }
  await expect(stage.watch(GOOD, GOOD)).rejects.toThrow(/^no calls were moved: .*Unauthorized/)
  expect(stage.live()).toEqual(BACK)
})

it.each([
  [['--weight', '10', '--watch', '10'], '--watch 10: write 10m or 1h'],
  [['--weight', '10', '--watch', '24h'], '--watch 24h: write 10m or 1h, at most 23h'],
  [['--weight', '100', '--watch', '5m'], '--watch compares two versions'],
  [['--promote', '--watch', '5m'], '--watch compares two versions']
])('refuses %j', async (args, words) => {
  await expect(releaseCommand(project, ['--stage', 'test', ...args])).rejects.toThrow(words)
})
