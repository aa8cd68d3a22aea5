import { readLogOptions } from '../../../../tools/deploy/logs/log-options'
import { runLogs } from '../../../../tools/deploy/logs/run-logs'
import { mask } from '../../../../tools/deploy/logs/search-log'
import { type Truth } from '../../../../tools/rehearsal'
import { createDeployedStage } from '../release/deployed-stage'

const ID = '0123abcd-0000-4000-8000-00000000abcd'
const stage = ['--stage', 'test']

async function deployedWithTopic(truth: Partial<Truth> = {}) {
  const deployed = await createDeployedStage(['login', 'session'], truth)
  await deployed.deploy('one')
  for (const { latest } of deployed.state.functions.values())
    latest.configuration.ClsTopicId = 'topic-1'
  const write = (shortName: string, message: string, requestId = ID) =>
    deployed.state.lines.push({
      at: new Date(Date.now() - 10_000 + deployed.state.lines.length),
      functionName: `svc-test-${shortName}`,
      version: '1',
      requestId,
      type: 'Custom',
      message
    })
  const said: string[] = []
  const log = (line: string) => void said.push(line)
  return { ...deployed, write, said, log }
}

describe('the options', () => {
  it.each([
    ['30s', 30_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000]
  ])('reads --since %s', (since, sinceMs) => {
    expect(readLogOptions([...stage, '--since', since])).toMatchObject({ sinceMs })
  })

  it.each([
    [['--since', 'yesterday'], '--since yesterday: write 30s, 15m, 2h or 1d'],
    [['--request', '" OR 1'], '--request: an id consists of letters, digits and dashes']
  ])('refuses the options %j', (args, words) => {
    expect(() => readLogOptions([...stage, ...args])).toThrow(words)
  })
})

it('removes tokens and replies from a line', () => {
  expect(mask('Response RequestId: 1 RetMsg: {"token":"x"}')).toBe(
    'Response RequestId: 1 RetMsg: (not shown)'
  )
  expect(mask('{"a":"eyJhbGci.eyJzaWQi.abc-_1"}')).toBe('{"a":"(token)"}')
})

describe('the lines', () => {
  it.each([
    ['as a text', 'text'],
    ['as fields', 'fields']
  ] as const)(
    "finds a request's lines by its id in them, stored %s, when SCF marks them with another call's",
    async (_how, jsonLines) => {
      const { stage, write, said, log } = await deployedWithTopic({ jsonLines })
      const other = '99999999-0000-4000-8000-000000000000'
      write('login', `{"requestId":"${ID}","status":200}`, other)
      write('login', '{"requestId":"another","status":200}', other)
      const options = { stage: 'test' as const, sinceMs: 60_000, follow: false, requestId: ID }
      await runLogs(stage, options, { log })
      expect(said).toHaveLength(1)
      expect(said[0]).toMatch(/"status":"?200/)
    }
  )

  it('shows the lines of all functions or of one, oldest first', async () => {
    const { stage, write, said, log } = await deployedWithTopic()
    write('session', 'first')
    write('login', 'second')
    await runLogs(stage, { stage: 'test', sinceMs: 60_000, follow: false }, { log })
    expect(said.map((line) => line.split(' ').at(-1))).toEqual(['first', 'second'])
    said.length = 0
    const one = { stage: 'test' as const, sinceMs: 60_000, follow: false, functionName: 'login' }
    await runLogs(stage, one, { log })
    expect(said).toHaveLength(1)
    await expect(runLogs(stage, { ...one, functionName: 'absent' }, { log })).rejects.toThrow(
      'no function absent is deployed; there are: login, session'
    )
  })

  it('shows all lines when CLS returns them in pages', async () => {
    const { stage, write, said, log, asked } = await deployedWithTopic()
    for (let i = 0; i < 2500; i++) write('login', `line ${i}`)
    await runLogs(stage, { stage: 'test', sinceMs: 60_000, follow: false }, { log })
    expect(said).toHaveLength(2500)
    expect(asked.filter((action) => action === 'SearchLog')).toHaveLength(3 + 1)
  })

  it('says that there are more lines than one search returns', async () => {
    const { stage, state, write, said, log } = await deployedWithTopic()
    write('login', 'again')
    const [line] = state.lines
    state.lines.push(...Array.from({ length: 10_000 }, () => ({ ...line! })))
    await runLogs(stage, { stage: 'test', sinceMs: 60_000, follow: false }, { log })
    expect(said[0]).toMatch(/^login has more: these are its first 10000 lines/)
  })

  it('shows later lines once, until it is stopped', async () => {
    const { stage, write, said, log } = await deployedWithTopic()
    write('login', 'early')
    const stop = new AbortController()
    const shows = (line: string) => {
      log(line)
      if (line.endsWith('early')) write('login', 'late')
      else stop.abort()
    }
    const options = { stage: 'test' as const, sinceMs: 60_000, follow: true }
    await runLogs(stage, options, { log: shows, signal: stop.signal })
    expect(said.map((line) => line.split(' ').at(-1))).toEqual(['early', 'late'])
  })

  it('says how to look further back for an unknown request', async () => {
    const { stage, log } = await deployedWithTopic()
    const options = { stage: 'test' as const, sinceMs: 60_000, follow: false, requestId: ID }
    await expect(runLogs(stage, options, { log })).rejects.toThrow(
      `nothing is known about ${ID}: --since 2h looks further back`
    )
  })
})
