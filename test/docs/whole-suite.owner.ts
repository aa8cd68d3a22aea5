import { checkTypes, follow, rename, runTests } from './changes'
import { createOwnerCopy, type OwnerCopy } from './owner-copy'

jest.setTimeout(20 * 60_000)

let copy: OwnerCopy
beforeAll(() => (copy = createOwnerCopy()))
afterAll(() => copy.remove())

it('keeps every test green under another name, with a new function, without Wafer and phone', () => {
  rename(copy, 'a-shop')
  follow(copy, 'contributing.md')
  follow(copy, 'your-project.md', 'Remove Wafer')
  follow(copy, 'your-project.md', 'Remove the phone number')
  checkTypes(copy)
  runTests(copy, '--selectProjects', 'functions', 'miniprogram', 'tools')
})
