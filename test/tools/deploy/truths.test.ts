import { setTimeout as delay } from 'node:timers/promises'
import { readFunctions } from '../../../tools/deploy/release/read-functions'
import { runRelease } from '../../../tools/deploy/release/run-release'
import { runRollback } from '../../../tools/deploy/release/run-rollback'
import { type Truth, TRUTHS } from '../../../tools/rehearsal'
import { createDeployedStage } from './release/deployed-stage'

/**
 * What public sources disagree about, one question at a time, and each way of answering it:
 * deploying twice, a gray release, its end and the way back work under all of them.
 */
const QUESTIONS: [question: string, truth: Partial<Truth>][] = [
  ['CreateFunction drops the tags', { tagsAtCreation: 'dropped' }],
  [
    'the tag service knows only the newer names',
    { tagsAtCreation: 'dropped', tagResources: 'namespace' }
  ],
  ['no tags are ever shown', { tagsAtCreation: 'dropped', tagResources: 'none' }],
  ['function URLs get a name of their own', { urlNames: 'fixed' }],
  ['UpdateAlias without routing keeps the weights', { omittedRouting: 'keeps' }],
  ['UpdateAlias refuses an empty list of weights', { emptyRouting: 'refused' }],
  ['descriptions are checked', { descriptions: 'documented' }],
  ['an empty list of variables changes nothing', { emptyVariables: 'keeps' }],
  ['empty networks are refused', { emptyNetworks: 'refused' }],
  ['numbers must be numbers', { numbers: 'exact' }],
  ['what is empty is null', { nothing: 'null' }],
  ['lists come without the number of all', { totals: 'missing' }],
  ['reading lags behind', { staleMs: 200 }],
  ['all at once', { ...TRUTHS.strict, staleMs: 50 }],
  ['the opposite, all at once', TRUTHS.contrary]
]

it.each(QUESTIONS)('deploys, releases and goes back where %s', async (_question, truth) => {
  const deployed = await createDeployedStage(['login', 'janitor'], truth)
  const { deploy, stage, state, asked, live } = deployed
  const log = () => undefined
  // between two commands nothing lags any more
  const settle = () => delay(truth.staleMs ?? 0)
  const release = async (weight: number) => {
    await settle()
    const options = { stage: 'test', dryRun: false, promote: false, weight, note: '' } as const
    await runRelease(stage, options, { log })
  }
  await deploy('one', undefined, { A: '1' })
  const addresses = () =>
    [...state.functions.values()].flatMap(({ triggers }) => triggers.map((one) => one.TriggerDesc))
  const before = addresses()
  await deploy('one')
  expect(addresses()).toEqual(before)
  expect(asked).toEqual([])
  const [login] = await readFunctions(stage)
  expect([login?.shortName, login?.code]).toEqual(['janitor', 'one'])
  const { Environment } = state.functions.get('svc-test-login')?.latest.configuration ?? {}
  expect(Environment).toEqual({ Variables: [] })

  await release(100)
  await settle()
  await deploy('two')
  await release(10)
  expect(live()).toEqual(['login 1 2:10', 'janitor 1'])
  await settle()
  await runRollback(stage, { dryRun: false }, log)
  expect(live()).toEqual(['login 1', 'janitor 1'])
  await release(10)
  await release(100)
  expect(live()).toEqual(['login 2', 'janitor 2'])
})
