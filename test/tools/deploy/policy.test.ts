import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { actions } from '../../../tools/rehearsal'
import { policyActions } from './policy-actions'

const DEPLOY = path.resolve(__dirname, '../../../deploy')

/** Services whose actions the policy names one by one; the object store has methods instead. */
const CALL = /'(cam|cls|scf|tag)',\s*'([A-Z]\w+)'/g

/** What serverless-tencent-scf calls by itself in `npm run deploy`; seen in policy.rehearsal.ts. */
const OF_THE_PLUGIN = [
  'scf:ListFunctions',
  'tag:DescribeResourceTagsByResourceIds',
  'tag:ModifyResourceTags'
]

const sources = readdirSync(DEPLOY, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  .flatMap(({ name }) =>
    readdirSync(path.join(DEPLOY, name), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(DEPLOY, name, file), 'utf8'))
  )
const called = sources.flatMap((text) =>
  [...text.matchAll(CALL)].map(([, service, action]) => `${service}:${action}`)
)
const unique = (names: string[]) => [...new Set(names)].sort()

it('the policy has every action that deploy/ calls, and no other', () => {
  const allowed = policyActions().filter((action) => !action.startsWith('cos:'))
  expect(unique(allowed)).toEqual(unique([...called, ...OF_THE_PLUGIN]))
})

it('the stand-in knows each of them, so that none is allowed untried', () => {
  const known = Object.keys(actions).map((name) => name.replace('.', ':'))
  const allowed = policyActions().filter((action) => !action.startsWith('cos:'))
  expect(allowed.filter((action) => !known.includes(action))).toEqual([])
})

it('nothing in it makes roles or keys, or is a wildcard', () => {
  expect(policyActions().filter((action) => /\*|^cam:(?!Get)|^sts:/.test(action))).toEqual([])
})
