import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { actions } from '../../../tools/rehearsal'
import { project } from '../../support/project'
import { policyActions, policyStatements } from './policy-actions'

/** Services whose actions the policy lists; the object store has methods instead. */
const CALL = /'(cam|cls|monitor|scf|tag)',\s*'([A-Z]\w+)'/g

/**
 * What serverless-tencent-scf calls by itself in `npm run deploy`, as policy.rehearsal.ts shows.
 */
const OF_THE_PLUGIN = ['scf:ListFunctions']

/**
 * CAM refuses such an action under a statement that names resources (598/70005): they belong in the
 * first one, so that the second can be narrowed to the project's functions.
 */
const OPERATION_LEVEL = ['scf:CreateTrigger', 'scf:GetAccount', 'scf:ListFunctions']

const room = path.join(project.root, 'tools/deploy')
const sources = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(room, file), 'utf8'))
const called = sources.flatMap((text) =>
  [...text.matchAll(CALL)].map(([, service, action]) => `${service}:${action}`)
)
const unique = (names: string[]) => [...new Set(names)].sort()

it('allows every action that tools/deploy calls, and no other', () => {
  expect(called.length).toBeGreaterThan(10)
  const allowed = policyActions().filter((action) => !action.startsWith('cos:'))
  expect(unique(allowed)).toEqual(unique([...called, ...OF_THE_PLUGIN]))
})

it('allows only actions that the stand-in has, so that each is tried', () => {
  const known = Object.keys(actions).map((name) => name.replace('.', ':'))
  const allowed = policyActions().filter((action) => !action.startsWith('cos:'))
  expect(allowed.filter((action) => !known.includes(action))).toEqual([])
})

it('allows nothing that makes roles or keys, and no wildcard', () => {
  expect(policyActions().filter((action) => /\*|^cam:(?!Get)|^sts:/.test(action))).toEqual([])
})

it('keeps actions without a resource out of the statement that may be narrowed', () => {
  const [anywhere, functions] = policyStatements()
  for (const action of OPERATION_LEVEL) {
    expect(anywhere?.action).toContain(action)
    expect(functions?.action).not.toContain(action)
  }
  expect(functions?.action.every((action) => action.startsWith('scf:'))).toBe(true)
})
