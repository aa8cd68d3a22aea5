import {
  startTencentCloud,
  type TencentCloud,
  type TruthName,
  TRUTHS
} from '../../../tools/rehearsal'
import { policyActions } from './policy-actions'
import { runCommand } from './run-command'

/** `npm run cli -- first-contact` tells the contradicting truths apart, and leaves nothing behind. */
let cloud: TencentCloud | undefined
afterEach(() => cloud?.stop())
jest.setTimeout(240_000)

async function contact(truth: TruthName, args: string[] = []) {
  cloud = await startTencentCloud({ log: () => undefined, truth: TRUTHS[truth] })
  cloud.state.roles.add('reader')
  const { code, output } = await runCommand(
    'first-contact',
    ['--yes', '--role', 'reader', ...args],
    cloud.env
  )
  const rows = [...output.matchAll(/^\| (.+?) \| \*\*(.+?)\*\* \| (.*?) \| (.*?) \|$/gm)]
  const outcomes = new Map(rows.map(([, expected = '', outcome]) => [expected, outcome]))
  return { code, output, outcomes }
}

const FOUND = "a function's line is found in CLS by function, version and request id"
const AS_TEXT = 'a line of JSON is stored as its text, in SCF_Message'
const ASKED = {
  'CreateFunction sets tags': ['as expected', 'differs', 'differs'],
  'the tag service knows namespace/default/function/<name>': [
    'as expected',
    'as expected',
    'differs'
  ],
  'a function URL keeps the name that it was given': ['as expected', 'differs', 'as expected'],
  'UpdateAlias with an empty list of weights ends a gray release': [
    'as expected',
    'as expected',
    'differs'
  ],
  'UpdateAlias with no RoutingConfig ends a gray release': [
    'as expected',
    'differs',
    'as expected'
  ],
  'descriptions may contain any characters': ['as expected', 'differs', 'differs'],
  'an empty list of variables removes all': ['as expected', 'differs', 'differs'],
  'the monitor takes functionName, namespace and version': [
    'as expected',
    'as expected',
    'as expected'
  ],
  'alarms can be made of errors, duration and throttles of an alias': [
    'as expected',
    'as expected',
    'as expected'
  ],
  "the role's key comes in headers of each request": ['differs', 'as expected', 'as expected'],
  'SCF_FUNCTIONNAME is set in a web function': ['as expected', 'differs', 'differs'],
  'a new function sends its logs to a topic that SCF makes': [
    'differs',
    'as expected',
    'as expected'
  ],
  [FOUND]: ['not known', 'as expected', 'as expected'],
  [AS_TEXT]: ['not known', 'differs', 'as expected']
}

it.each([
  ['lenient', 0],
  ['strict', 1],
  ['contrary', 2]
] as const)('finds out each answer of the %s truth', async (truth, column) => {
  const { code, output, outcomes } = await contact(truth)
  for (const [expected, answers] of Object.entries(ASKED))
    expect([expected, outcomes.get(expected)]).toEqual([expected, answers[column]])
  expect(output).toContain('nothing that the commands rely on is wrong')
  expect(code).toBe(0)
  expect(cloud?.state.functions.size).toBe(0)
  const { secretId = '', secretKey = '', uin = '', appId = '' } = cloud?.state.account ?? {}
  for (const secret of [secretId, secretKey, uin, appId]) expect(output).not.toContain(secret)
  const called = cloud?.calls.map(({ service, action }) => `${service}:${action}`) ?? []
  const outside = called.filter((action) => !policyActions().includes(action))
  expect(new Set(outside)).toEqual(new Set())
})

it('removes its functions when it is interrupted', async () => {
  cloud = await startTencentCloud({ log: () => undefined })
  const options = { interruptAt: 'asking: descriptions' }
  const { code } = await runCommand('first-contact', ['--yes'], cloud.env, options)
  expect(code).toBe(130)
  expect(cloud.calls.map(({ action }) => action)).toContain('CreateFunction')
  expect(cloud.state.functions.size).toBe(0)
})

it('does nothing without a confirmation, and says which part of the key is missing', async () => {
  cloud = await startTencentCloud({ log: () => undefined })
  const { output } = await runCommand('first-contact', [], cloud.env)
  expect(output).toContain('there is no terminal to ask at: add --yes')
  expect((await runCommand('first-contact', ['--yes'], {})).output).toContain(
    'set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY'
  )
  expect(cloud.calls).toEqual([])
  const wrong = { ...cloud.env, TENCENTCLOUD_SECRET_KEY: 'wrong' }
  const refused = await runCommand('first-contact', ['--yes'], wrong)
  expect(refused.output).toMatch(/^GetFunction: AuthFailure\.SignatureFailure: .*\n$/)
})
