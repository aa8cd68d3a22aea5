import { runLogIndex } from '../../../../tools/deploy/logs/run-log-index'
import { createDeployedStage } from '../release/deployed-stage'

interface Rule {
  FullText?: object
  KeyValue: { KeyValues: { Key: string; Value: { Type: string; SqlFlag?: boolean } }[] }
}

async function deployed(topic = 'topic-1') {
  const deployed = await createDeployedStage(['login', 'session'])
  await deployed.deploy('one')
  for (const { latest } of deployed.state.functions.values())
    if (topic) latest.configuration.ClsTopicId = topic
  const said: string[] = []
  return {
    ...deployed,
    said,
    run: (dryRun = false) => runLogIndex(deployed.stage, dryRun, (line) => void said.push(line)),
    rule: () => deployed.state.logIndexes.get(topic) as Rule,
    writes: () => deployed.asked.filter((action) => !/^(Get|List|Describe)/.test(action))
  }
}
const typeOf = ({ KeyValue }: Rule, key: string) =>
  KeyValue.KeyValues.find(({ Key }) => Key === key)?.Value.Type

it('makes the fields of the lines searchable, once for each topic', async () => {
  const { run, rule, writes, said } = await deployed()
  await run()
  expect(writes()).toEqual(['CreateIndex'])
  expect(typeOf(rule(), 'requestId')).toBe('text')
  expect(typeOf(rule(), 'status')).toBe('long')
  expect(typeOf(rule(), 'SCF_FunctionName')).toBe('text')
  expect(rule().FullText).toBeDefined()
  await run()
  expect(writes()).toEqual(['CreateIndex'])
  expect(said.at(-1)).toBe('topic-1: all fields are indexed')
})

it('keeps what is indexed already', async () => {
  const { run, rule, state, writes } = await deployed()
  const own = { Key: 'tenant', Value: { Type: 'text' } }
  const FullText = { CaseSensitive: true, Tokenizer: ';' }
  state.logIndexes.set('topic-1', {
    FullText,
    KeyValue: { CaseSensitive: true, KeyValues: [own, { Key: 'status', Value: { Type: 'text' } }] }
  })
  await run()
  expect(writes()).toEqual(['ModifyIndex'])
  expect(rule()).toMatchObject({ FullText, KeyValue: { CaseSensitive: true } })
  expect(rule().KeyValue.KeyValues[0]).toEqual(own)
  expect(typeOf(rule(), 'status')).toBe('long')
})

it('only shows what is missing with --dry-run', async () => {
  const { run, writes, said } = await deployed()
  await run(true)
  expect(writes()).toEqual([])
  expect(said[0]).toContain('requestId')
})

it('says what to do where SCF made the topic, and where there is none', async () => {
  await expect((await deployed('SCF_logtopic')).run()).rejects.toThrow(/583\/18032.*create a topic/)
  await expect((await deployed('')).run()).rejects.toThrow('no function logs to CLS')
})
