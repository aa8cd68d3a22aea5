import { existsSync } from 'node:fs'
import path from 'node:path'
import { findGaps } from '../../tools/contract/check/find-gaps'
import { openProject } from '../../tools/project'
import { readService } from '../../tools/serverless-yml'
import { isOurs, project } from '../support/project'
import { checkTypes, follow, runTests } from './changes'
import { createOwnerCopy, type OwnerCopy } from './owner-copy'
import { readSteps } from './page-steps'

jest.setTimeout(300_000)

let copy: OwnerCopy
beforeAll(() => (copy = createOwnerCopy()))
afterAll(() => copy.remove())

it('makes a working function by following docs/contributing.md', async () => {
  expect(readSteps('contributing.md').map(({ file }) => file)).toEqual([
    'gateway-config/coupons.yaml',
    'gateway-config/openapi.yaml',
    'cloudfunctions/coupons/list-coupons.ts',
    'cloudfunctions/coupons/index.ts',
    'sql/1000-coupons.sql',
    'test/cloudfunctions/coupons/list-coupons.test.ts',
    'deploy/serverless.yml'
  ])
  // an owner who has followed the page has nothing to try
  if (existsSync(path.join(project.functionsDir, 'coupons'))) return
  follow(copy, 'contributing.md')
  expect(await findGaps(openProject(copy.root))).toEqual(await findGaps(project))
  checkTypes(copy)
  const tests = 'test/cloudfunctions/coupons'
  const output = runTests(copy, '--selectProjects', 'functions', '--testPathPatterns', tests)
  expect(output).toContain('3 passed')
  // the usual database takes 151 connections, and the doctor keeps a tenth for others
  expect(countConnections(openProject(copy.root).serverlessFile)).toBeLessThanOrEqual(135)
})

function countConnections(serverlessFile: string): number {
  const { functions } = readService(serverlessFile, 'test')
  const counted = Object.entries(functions).filter(([name]) => isOurs(name) || name === 'coupons')
  const instances = counted.map(([, { reservedInstances = 1 }]) => reservedInstances)
  return instances.reduce((sum, count) => sum + count, 0) * 4
}

it('has the same code on the Chinese page', () => {
  expect(readSteps('contributing.zh-CN.md')).toEqual(readSteps('contributing.md'))
})
