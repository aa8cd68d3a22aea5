import { actions } from '../../../tools/rehearsal'
import { policyActions } from './policy-actions'
import { type Rehearsal, startRehearsal } from './rehearsal'

/** A stage's life with a key that may do only what deploy/policy.json allows. */
let rehearsal: Rehearsal
beforeAll(async () => {
  rehearsal = await startRehearsal()
  const allowed = policyActions()
  for (const name of Object.keys(actions))
    if (!allowed.includes(name.replace('.', ':')))
      rehearsal.cloud.faults.refuse(name.split('.')[1] ?? '', { code: 'UnauthorizedOperation' })
})
afterAll(() => rehearsal.stop())
jest.setTimeout(100_000)

/** The methods of the object store, in the policy's words. */
const STORE: [RegExp, string][] = [
  [/^GET $/, 'cos:GetService'],
  [/^GET [^/]+\/$/, 'cos:GetBucket'],
  [/^PUT [^/]+\/$/, 'cos:PutBucket'],
  [/^PUT [^/]+\/./, 'cos:PutObject'],
  [/^DELETE [^/]+\/./, 'cos:DeleteObject']
]

it('lets a key deploy, release, read and remove a stage', async () => {
  for (const [name, ...args] of [
    ['deploy'],
    ['release', '--weight', '100'],
    ['status'],
    ['remove', '--yes']
  ] as [string, ...string[]][])
    expect(await rehearsal.run(name, ['--stage', 'test', ...args])).toMatchObject({ code: 0 })
  expect(rehearsal.cloud.state.functions.size).toBe(0)
})

it('is never refused anything', () => {
  const { calls } = rehearsal.cloud
  expect(calls.filter(({ outcome }) => outcome.startsWith('Unauthorized'))).toEqual([])
})

it('allows exactly the methods of the object store that are used', () => {
  const asked = rehearsal.cloud.calls.filter(({ service }) => service === 'cos')
  const names = asked.map(({ action }) => STORE.find(([how]) => how.test(action))?.[1] ?? action)
  const allowed = policyActions().filter((action) => action.startsWith('cos:'))
  expect([...new Set(names)].sort()).toEqual(allowed.sort())
})
