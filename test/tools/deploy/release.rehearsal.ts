import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { TRUTHS } from '../../../tools/rehearsal'
import { createDatabase } from '../../support/database'
import { project } from '../../support/project'
import { copyProject } from './project-copy'
import { assumedTruth, type Ended, type Rehearsal, startRehearsal } from './rehearsal'
import { changeCode } from './release/change-code'
import { type Count, createTraffic } from './release/traffic'

/**
 * A stage's life after its first deployment, with calls coming in all the time: releases, also a
 * gray one, rollback and removal. Each test continues where the one before it ended.
 */
let rehearsal: Rehearsal
let traffic: ReturnType<typeof createTraffic>
let random = createRandom(1)
const copy = copyProject()
beforeAll(async () => {
  copy.edit('gateway-config/environments.yaml', () => ENVIRONMENTS)
  rehearsal = await startRehearsal(copy.root, () => random())
  traffic = createTraffic(rehearsal.cloud.port)
})
afterAll(async () => {
  traffic.stop()
  await rehearsal.stop()
  copy.remove()
})
afterEach(() => rehearsal.cloud.faults.clear())
jest.setTimeout(240_000)

const ENVIRONMENTS = `
test: { domain: api-test.shop.test, source: function }
prepub: { source: function }
release: { source: function }
`
const PREFIX = `${project.name}-test-`
const STAGE = ['--stage', 'test']
const run = (name: string, ...args: string[]) => rehearsal.run(name, [...STAGE, ...args])
const found = (name: string) => rehearsal.cloud.state.functions.get(PREFIX + name)
const address = () => `${rehearsal.urlOf(`${PREFIX}session`)}/session`
const during = (work: () => Promise<Ended>) => traffic.during(address(), work)

/** mulberry32: the same numbers for the same seed. */
function createRandom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function logIn(user: string) {
  const body = { code: `dev-${user}-${rehearsal.cloud.calls.length}` }
  return rehearsal.ask(`${rehearsal.urlOf(`${PREFIX}login`)}/login`, { method: 'POST', body })
}

function expectRefusal({ code, output, writes }: Ended, words: string): void {
  expect(output).toContain(words)
  expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/)
  expect({ code, writes }).toEqual({ code: 1, writes: [] })
}

/** None failed, and there were some. */
function expectServed({ byCode, failed }: Count, ...codes: string[]): void {
  expect(failed).toEqual([])
  expect(Object.keys(byCode).sort()).toEqual(codes)
  expect(Math.min(...Object.values(byCode))).toBeGreaterThan(0)
}

it('finds nothing to release before any deployment', async () => {
  const ended = await run('release', '--weight', '10')
  expectRefusal(ended, 'run `npm run deploy -- --stage test` first')
})

it('finds nothing to remove in an empty account, and calls nothing but the cloud', async () => {
  const { code, output, calls, writes } = await run('remove', '--yes')
  expect(output).toContain(`test has nothing of ${project.name}`)
  expect({ code, writes }).toEqual({ code: 0, writes: [] })
  expect(calls.filter(({ outcome }) => outcome === 'dead')).toEqual([])
})

it('reports a wrong key in one line', async () => {
  const env = { TENCENTCLOUD_SECRET_KEY: 'another' }
  const ended = await rehearsal.run('release', [...STAGE, '--weight', '10'], env)
  expectRefusal(ended, 'AuthFailure.SignatureFailure')
})

it('only reads in a dry run of the first release', async () => {
  expect((await rehearsal.run('deploy', STAGE)).code).toBe(0)
  await changeCode(rehearsal.cloud, PREFIX, 'one')
  const { code, output, writes, calls } = await run('release', '--weight', '10', '--dry-run')
  expect(output).toContain(`${project.name}-test-login: would be published`)
  expect(output).toContain('nothing was changed')
  expect({ code, writes }).toEqual({ code: 0, writes: [] })
  expect(calls.length).toBeGreaterThan(0)
})

it('gives the first release all calls once its versions work', async () => {
  const [count, ended] = await during(() => run('release', '--weight', '10', '--note', 'The first'))
  expectServed(count, 'one')
  expect(ended.output).toContain('version 1 gets everything: its first release')
  expect(ended.code).toBe(0)
  const actions = ended.calls.map(({ action, parameters }) => [action, parameters.Qualifier])
  const polls = actions.filter(([action, version]) => action === 'GetFunction' && version === '1')
  expect(polls.length).toBeGreaterThan(4)
  expect((await logIn('alice')).status).toBe(200)
})

it('changes nothing for users by a deployment from then on', async () => {
  const deploying = changeCode(rehearsal.cloud, PREFIX, 'two')
  const [count] = await traffic.during(address(), () => deploying)
  expectServed(count, 'one')
  expectServed(await traffic.calls(address(), 100), 'one')
})

it('gives the second release 10 % of the calls, without a failed call', async () => {
  const [count, { code, output }] = await during(() =>
    run('release', '--weight', '10', '--note', 'Quicker, and nothing else')
  )
  expect(count.failed).toEqual([])
  expect(count.byCode.one).toBeGreaterThan(0)
  expect(output).toContain('version 2 gets 10 %, version 1 keeps 90 %')
  expect(output).toContain('release 2 has 10 % of the calls')
  expect(code).toBe(0)

  random = createRandom(2)
  const { byCode, failed } = await traffic.calls(address(), 1000)
  expect(failed).toEqual([])
  expect(byCode.two).toBeGreaterThan(70)
  expect(byCode.two).toBeLessThan(130)
  expect((byCode.one ?? 0) + (byCode.two ?? 0)).toBe(1000)
  const { runs } = rehearsal.cloud.state
  expect(new Set(runs.slice(-1000).map(({ version }) => version))).toEqual(new Set(['1', '2']))
})

it('shows the status within 100 columns', async () => {
  const { code, output, writes } = await run('status')
  expect(output).toMatch(/session +Active +Nodejs18.15 +v1 90 %, v2 10 % +yes +\d+ +\d{4}-/)
  expect(output).toMatch(/janitor +Active +Nodejs18.15 +v1 +yes +- /)
  expect(output).toMatch(/2 +10 % .* two +Quicker, and nothing else/)
  expect(output).toMatch(/1 +live .* one +The first/)
  expect(output).toContain(rehearsal.urlOf(`${PREFIX}login`))
  expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  expect({ code, writes }).toEqual({ code: 0, writes: [] })
})

describe('a dry run', () => {
  const rows: [name: string, args: string[], says: string][] = [
    ['deploy', [], 'variable SESSION_SECONDS: new value'],
    ['release', ['--weight', '50'], 'version 2 gets 50 %, version 1 keeps 50 %'],
    ['release', ['--promote'], 'version 2 gets everything, version 1 nothing'],
    ['rollback', [], 'version 1 gets everything, version 2 nothing'],
    ['domain', ['--certificate', 'cert-2'], 'certificate: cert-1 -> cert-2'],
    ['domain', ['--remove', '--yes'], 'api-test.shop.test'],
    ['remove', ['--yes'], `- archive ${project.name}-test-`],
    ['migrate', [], 'pending: 0001-'],
    ['alarms', ['--notice', 'notice-00000001'], `${PREFIX}errors: new`],
    ['log-index', [], 'requestId']
  ]
  /** Has all functions log to this topic. */
  const logTo = (topic: string | undefined) => {
    for (const { latest } of rehearsal.cloud.state.functions.values())
      latest.configuration.ClsTopicId = topic
  }

  beforeAll(async () => {
    expect((await run('domain', '--certificate', 'cert-1')).code).toBe(0)
  })

  it.each(rows)('shows what would change and writes nothing: %s %j', async (name, args, says) => {
    const empty = await createDatabase({ migrated: false })
    const env: Record<string, string> =
      name === 'migrate' ? { DATABASE_URL: empty.url } : { SESSION_SECONDS: '61234' }
    const { state } = rehearsal.cloud
    const keys = () => [...state.buckets.values()].flatMap((bucket) => [...bucket.keys()])
    const before = keys()
    const topic = found('login')?.latest.configuration.ClsTopicId as string | undefined
    if (name === 'log-index') logTo('topic-1')
    const ended = await rehearsal.run(name, [...STAGE, ...args, '--dry-run'], env)
    logTo(topic)
    expect(ended.output).toContain(says)
    expect({ code: ended.code, writes: ended.writes }).toEqual({ code: 0, writes: [] })
    expect(keys()).toEqual(before)
    expect(await empty.query('SHOW TABLES')).toEqual([])
    await empty.drop()
  })

  it('covers a dry run of every command that has one', () => {
    const folder = path.join(project.root, 'tools/deploy/commands')
    const all = readdirSync(folder).filter((file) =>
      readFileSync(path.join(folder, file), 'utf8').includes('--dry-run')
    )
    const tried = new Set(rows.map(([name]) => `${name}.ts`))
    expect([...tried].sort()).toEqual(all.sort())
  })
})

it('puts back all functions when one cannot be moved', async () => {
  const aliases = () => [...rehearsal.cloud.state.functions.values()].map(({ aliases: all }) => all)
  const before = JSON.stringify(aliases().map((all) => all.get('$DEFAULT')?.RoutingConfig))
  const fault = { code: 'FailedOperation.Alias', after: 2, times: 1 }
  rehearsal.cloud.faults.refuse('UpdateAlias', fault)
  const [count, { code, output }] = await during(() => run('release', '--promote'))
  expect(count.failed).toEqual([])
  expect(output).toContain('UpdateAlias: FailedOperation.Alias')
  expect(output).toContain('everything is back where it was: what was live before still is')
  expect(code).toBe(1)
  expect(JSON.stringify(aliases().map((all) => all.get('$DEFAULT')?.RoutingConfig))).toBe(before)
})

it('gives a promoted release all calls', async () => {
  const [count, { code, output }] = await during(() => run('release', '--promote'))
  expectServed(count, 'one', 'two')
  expect(output).toContain('release 2 is live: all calls go to it')
  expect(code).toBe(0)
  expectServed(await traffic.calls(address(), 100), 'two')
  expect(found('janitor')?.aliases.get('$DEFAULT')?.FunctionVersion).toBe('2')
})

it('moves all calls back with one call per function', async () => {
  const latest = found('session')?.latest
  const [count, { code, output, writes }] = await during(() => run('rollback'))
  expectServed(count, 'one', 'two')
  expect(output).toContain('release 1 is live: all calls go to it')
  expect(code).toBe(0)
  const functions = [...rehearsal.cloud.state.functions.keys()]
  const moved = writes.filter(({ outcome }) => outcome === 'ok')
  expect(moved.map(({ action }) => action)).toEqual(functions.map(() => 'UpdateAlias'))
  expectServed(await traffic.calls(address(), 100), 'one')
  expect(found('session')?.latest).toBe(latest)
  expect((await logIn('bob')).status).toBe(200)
})

it('finds nothing before the first release to go back to', async () => {
  expectRefusal(await run('rollback'), 'nothing to go back to: nothing was live before release 1')
})

it('waits while SCF works on a function, and gives up in the end', async () => {
  const session = found('session')
  if (session) session.busy = { as: 'Updating', times: 1 }
  rehearsal.cloud.faults.stick(`${PREFIX}session`)
  const env = { SCF_SETTLE_SECONDS: '1' }
  const ended = await rehearsal.run('release', [...STAGE, '--weight', '10'], env)
  expectRefusal(ended, `${project.name}-test-session is still Updating after 1 s: try again later`)
  if (session) session.busy.times = 0
})

describe('logs', () => {
  it('says what to do when functions send no logs to CLS', async () => {
    const ended = await run('logs')
    if (TRUTHS[assumedTruth()].logTopic === 'made') expect(ended.code).toBe(0)
    else expectRefusal(ended, 'the logs are not sent to CLS')
  })

  it('shows the outcome and the lines of a request, but not its token', async () => {
    for (const { latest } of rehearsal.cloud.state.functions.values())
      latest.configuration.ClsTopicId = 'topic-1'
    const answer = await logIn('carol')
    const { token } = answer.json as { token: string }
    const id = String(answer.headers['x-request-id'])
    const { code, output, writes } = await run('logs', '--request', id)
    expect(output).toMatch(new RegExp(`${PREFIX}login .* done, \\d+ ms`))
    expect(output).toContain(`${PREFIX}login v1 ${id}`)
    expect(output).not.toContain(token)
    expect(rehearsal.cloud.state.runs.at(-1)?.returned).toContain(token)
    expect({ code, writes }).toEqual({ code: 0, writes: [] })
  })
})

describe('remove', () => {
  const ended = async (...args: string[]) => run('remove', ...args)

  it('does nothing without a confirmation', async () => {
    expectRefusal(await ended(), 'there is no terminal to ask at: add --yes')
  })

  it('removes the stage and leaves the other one', async () => {
    const { state } = rehearsal.cloud
    const [session] = [found('session')]
    const name = `${project.name}-prepub-session`
    const tags = session?.tags.map((tag) =>
      tag.Key === 'Stage' ? { ...tag, Value: 'prepub' } : tag
    )
    if (session && tags) state.functions.set(name, { ...session, name, tags })
    const [bucket] = [...state.buckets.values()]
    const foreign = `${project.name}-test-2-test-aaaaaa-2026-01-01-00-00-00.zip`
    bucket?.set(foreign, Buffer.from(''))
    const { code, output } = await ended('--yes')
    expect(output).toContain('domain api-test.shop.test: removed')
    expect(output).toContain(`${project.name}-test-login: removed`)
    expect(output).toContain('the database is still there')
    expect(code).toBe(0)
    expect([...state.functions.keys()]).toEqual([name])
    const kept = [...(bucket?.keys() ?? [])].filter((key) =>
      key.startsWith(`${project.name}-test-`)
    )
    expect(kept).toEqual([foreign])
    expect(await rehearsal.database.query('SELECT id FROM sessions')).toHaveLength(3)
  })

  it('finds nothing to remove the second time', async () => {
    const { code, output, writes } = await ended('--yes')
    expect(output).toContain(`test has nothing of ${project.name}`)
    expect({ code, writes }).toEqual({ code: 0, writes: [] })
  })
})
