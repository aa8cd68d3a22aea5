import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { commandLine, project } from '../support/project'
import { checkTypes, follow, rename, runTests } from './changes'
import { createOwnerCopy, type OwnerCopy } from './owner-copy'
import { readSteps } from './page-steps'

jest.setTimeout(300_000)

let copy: OwnerCopy
beforeEach(() => (copy = createOwnerCopy()))
afterEach(() => copy.remove())

/** An owner who has removed a part already has nothing to try. */
const has = (file: string) => existsSync(path.join(project.root, file))

it('has the same steps on the Chinese page', () => {
  expect(readSteps('your-project.zh-CN.md')).toEqual(readSteps('your-project.md'))
})

it('names the project in package.json alone', () => {
  const allowed =
    /^(package(-lock)?\.json|LICENSE|README(\.zh-CN)?\.md|CHANGELOG\.md|docs\/.*\.md)$/
  const args = ['grep', '--untracked', '-lFe', project.name]
  const files = execFileSync('git', args, { cwd: project.root, encoding: 'utf8' })
    .trim()
    .split('\n')
  // a name such as `shop` is an ordinary word, too
  if (project.name.includes('-')) expect(files.filter((file) => !allowed.test(file))).toEqual([])
})

it('works under another name', () => {
  rename(copy, 'a-shop')
  copy.run(...commandLine('contract', '--check'))
  const tests = 'shared/tokens|doors|read-service|deploy/cloud/client'
  runTests(copy, '--selectProjects', 'functions', 'tools', '--testPathPatterns', tests)
})

it('works without Wafer', () => {
  if (!has('cloudfunctions/login/wafer-login.ts')) return
  follow(copy, 'your-project.md', 'Remove Wafer')
  copy.run(...commandLine('contract', '--check'))
  checkTypes(copy)
  const tests = 'cloudfunctions/login|secrets|session/get-session|gateway/(choice|scenarios)'
  runTests(copy, '--selectProjects', 'functions', 'tools', '--testPathPatterns', tests)
})

it('works without the phone number', () => {
  if (!has('cloudfunctions/user/bind-phone.ts')) return
  follow(copy, 'your-project.md', 'Remove the phone number')
  copy.run(...commandLine('contract', '--check'))
  checkTypes(copy)
  const tests = 'cloudfunctions/(user|janitor)|secrets|miniprogram/(me|pages)'
  runTests(copy, '--selectProjects', 'functions', 'miniprogram', '--testPathPatterns', tests)
})

it('works without the shop', () => {
  if (!has('cloudfunctions/shop/index.ts')) return
  follow(copy, 'your-project.md', 'Remove the shop')
  copy.run(...commandLine('contract', '--check'))
  checkTypes(copy)
  const tests = 'cloudfunctions/(events|doors|open-contract)|gateway/(dynamic|scenarios)|docs/links'
  runTests(copy, '--selectProjects', 'functions', 'tools', '--testPathPatterns', tests)
})

it('works without the ads', () => {
  if (!has('cloudfunctions/go/index.ts')) return
  follow(copy, 'your-project.md', 'Remove the ads')
  copy.run(...commandLine('contract', '--check'))
  checkTypes(copy)
  const tests = 'cloudfunctions/events|miniprogram/pages/entries'
  runTests(copy, '--selectProjects', 'functions', 'miniprogram', '--testPathPatterns', tests)
})
