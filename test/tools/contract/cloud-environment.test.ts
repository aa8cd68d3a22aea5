import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadCloudEnvironment } from '../../../tools/contract'
import { project } from '../../support/project'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cloud environment '))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** `prepub` of the project's contract, with these lines as its settings. */
function prepub(settings: string, others = 'test: { source: function }') {
  const environmentsFile = path.join(folder, 'environments.yaml')
  const text = `prepub:\n${settings}\n${others}\nrelease: { source: function }\n`
  writeFileSync(environmentsFile, text)
  return loadCloudEnvironment({ ...project, environmentsFile }, 'prepub')
}

it('reports whether any route is mocked', async () => {
  expect(await prepub('  source: function')).toHaveProperty('hasMocks', false)
  const mixed = await prepub('  source: function\n  routes:\n    login: { source: mock }')
  expect(mixed.hasMocks).toBe(true)
})

it.each(['shadow', 'record'])('refuses a route that would %s, with its line', async (source) => {
  const own = prepub(`  source: function\n  routes:\n    login: { source: ${source} }`)
  await expect(own).rejects.toThrow(`environments.yaml:4: login: ${source} is for a laptop`)
  const all = prepub(`  source: ${source}\n  routes:\n    login: { source: mock }`)
  await expect(all).rejects.toThrow(`environments.yaml:2: getSession: ${source} is for a laptop`)
  await expect(all).rejects.not.toThrow('login:')
})

it('names the lines of the environment, of its settings, and of the source of a route', async () => {
  const { problem, routeProblem } = await prepub(
    '  domain: a.example\n  source: mock\n  routes:\n    login: { source: function }\n    getUser: {}'
  )
  expect(problem('x')).toMatch(/environments.yaml:1: x$/)
  expect(problem('x', 'domain')).toMatch(/environments.yaml:2: x$/)
  expect(routeProblem('getUser', 'x')).toMatch(/environments.yaml:3: x$/)
  expect(routeProblem('login', 'x')).toMatch(/environments.yaml:5: x$/)
})

it('refuses a domain that another environment has', async () => {
  const test = 'test: { source: function, domain: a.example }'
  await expect(prepub('  source: mock\n  domain: a.example', test)).rejects.toThrow(
    'environments.yaml:3: test already has this domain'
  )
})
