import { parseDocument } from 'yaml'
import { actions } from '../../../tools/rehearsal'
import { policyActions } from './policy-actions'
import { copyProject } from './project-copy'
import { type Rehearsal, startRehearsal } from './rehearsal'

/** A stage's life with a key that may do only what deploy/policy.json allows. */
let rehearsal: Rehearsal
const copy = copyProject()
/** A bucket of the project, so that its permissions are tried too. */
const setBucket = (expire: object) =>
  copy.edit('deploy/serverless.yml', (text) => {
    const service = parseDocument(text)
    const bucket = { name: 'rooms-1250000000', expire, origins: ['https://a.example'] }
    service.setIn(['custom', 'buckets'], [bucket])
    return service.toString()
  })
beforeAll(async () => {
  setBucket({ 'upload/': 1 })
  rehearsal = await startRehearsal(copy.root)
  const allowed = policyActions()
  for (const name of Object.keys(actions))
    if (!allowed.includes(name.replace('.', ':')))
      rehearsal.cloud.faults.refuse(name.split('.')[1] ?? '', { code: 'UnauthorizedOperation' })
})
afterAll(async () => {
  await rehearsal.stop()
  copy.remove()
})
jest.setTimeout(240_000)

/** The methods of the object store, in the policy's words. */
const STORE: [RegExp, string][] = [
  [/^GET $/, 'cos:GetService'],
  [/^HEAD [^/]+\/$/, 'cos:HeadBucket'],
  [/^GET [^/]+\/\?cors$/, 'cos:GetBucketCORS'],
  [/^PUT [^/]+\/\?cors$/, 'cos:PutBucketCORS'],
  [/^GET [^/]+\/\?lifecycle$/, 'cos:GetBucketLifecycle'],
  [/^PUT [^/]+\/\?lifecycle$/, 'cos:PutBucketLifecycle'],
  [/^DELETE [^/]+\/\?lifecycle$/, 'cos:DeleteBucketLifecycle'],
  [/^GET [^/]+\/$/, 'cos:GetBucket'],
  [/^PUT [^/]+\/$/, 'cos:PutBucket'],
  [/^PUT [^/]+\/./, 'cos:PutObject'],
  [/^DELETE [^/]+\/./, 'cos:DeleteObject']
]

const run = async (name: string, ...args: string[]) =>
  expect(await rehearsal.run(name, ['--stage', 'test', ...args])).toMatchObject({ code: 0 })

it('lets a key deploy, release, read and remove a stage', async () => {
  await run('deploy')
  const rule = rehearsal.cloud.state.bucketSettings.get('rooms-1250000000 lifecycle')?.toString()
  expect(rule).toContain('<Prefix>upload/</Prefix>')
  expect(rule).toContain('<Days>1</Days>')
  setBucket({})
  await run('deploy')
  expect([...rehearsal.cloud.state.bucketSettings.keys()]).toEqual(['rooms-1250000000 cors'])
  await run('release', '--weight', '100')
  await run('status')
  await run('remove', '--yes')
  expect(rehearsal.cloud.state.functions.size).toBe(0)
  expect([...rehearsal.cloud.state.buckets.keys()]).toContain('rooms-1250000000')
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
