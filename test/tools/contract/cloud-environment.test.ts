import { prepub } from '../deploy/domain/environment'

it('says whether any route is mocked', () => {
  expect(prepub('  source: function').hasMocks).toBe(false)
  expect(prepub('  source: function\n  routes:\n    login: { source: mock }').hasMocks).toBe(true)
})

it.each(['shadow', 'record'])('refuses a route that would %s, with its line', (source) => {
  const own = () => prepub(`  source: function\n  routes:\n    login: { source: ${source} }`)
  expect(own).toThrow(`environments.yaml:4: login: ${source} is for a laptop`)
  const all = () => prepub(`  source: ${source}\n  routes:\n    login: { source: mock }`)
  expect(all).toThrow(`environments.yaml:2: getSession: ${source} is for a laptop`)
  expect(all).not.toThrow('login:')
})

it('knows the lines of what it is asked about', () => {
  const { problem, routeProblem } = prepub(
    '  domain: a.example\n  source: mock\n  routes:\n    login: { source: function }\n    getUser: {}'
  )
  expect(problem('x')).toMatch(/environments.yaml:1: x$/)
  expect(problem('x', 'domain')).toMatch(/environments.yaml:2: x$/)
  expect(routeProblem('getUser', 'x')).toMatch(/environments.yaml:3: x$/)
  expect(routeProblem('login', 'x')).toMatch(/environments.yaml:5: x$/)
})

it('a domain is of one environment only', () => {
  const test = 'test: { source: function, domain: a.example }'
  expect(() => prepub('  source: mock\n  domain: a.example', test)).toThrow(
    'environments.yaml:3: test has this domain already'
  )
})
