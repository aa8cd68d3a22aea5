import { existsSync } from 'node:fs'
import path from 'node:path'
import { findGaps } from '../../tools/contract/check/find-gaps'
import { openProject } from '../../tools/project'
import { project } from '../support/project'
import { checkTypes, follow, runTests } from './changes'
import { createOwnerCopy, type OwnerCopy } from './owner-copy'

jest.setTimeout(300_000)

let copy: OwnerCopy
beforeAll(() => (copy = createOwnerCopy()))
afterAll(() => copy.remove())

it('adds a kind of file by following docs/files.md', async () => {
  // an owner who has followed the page has nothing to try
  if (existsSync(path.join(project.functionsDir, 'receipts'))) return
  follow(copy, 'files.md', 'A kind of file of your own')
  expect(await findGaps(openProject(copy.root))).toEqual(await findGaps(project))
  checkTypes(copy)
  const tests = 'test/cloudfunctions/receipts'
  const output = runTests(copy, '--selectProjects', 'functions', '--testPathPatterns', tests)
  expect(output).toContain('3 passed')
})
