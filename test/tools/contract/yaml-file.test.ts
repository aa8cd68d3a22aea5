import { parseYaml, readYamlFile } from '../../../tools/contract'
import { project } from '../../support/project'

const TEXT = `functions:
  login:
    timeout: 7
    events:
      - timer: { name: warm }
      - { apigw: {} }
schemas:
  'a/b':
    type: string
refers:
  $ref: '#/schemas/a~1b'
`

it('finds the line of a key, of an item, and of the last part of a path that there is', () => {
  const { line } = parseYaml(TEXT, 'file.yml')
  expect(line(['functions', 'login', 'timeout'])).toBe(3)
  expect(line(['functions', 'login', 'events', '1', 'apigw'])).toBe(6)
  expect(line(['functions', 'login', 'memorySize'])).toBe(2)
  expect(line(['nothing'])).toBe(1)
  expect(line([])).toBe(1)
})

it('follows a $ref on the way, but not for the $ref itself', () => {
  const { problem } = parseYaml(TEXT, 'file.yml')
  expect(problem(['refers', 'type'], 'wrong')).toBe('file.yml:9: wrong')
  expect(problem(['refers', '$ref'], 'wrong')).toBe('file.yml:11: wrong')
})

it('ignores a byte order mark', () => {
  const { value, line } = parseYaml('\uFEFFa: 1\nb: 2\n', 'file.yml')
  expect(value).toEqual({ a: 1, b: 2 })
  expect(line(['b'])).toBe(2)
})

it('reads more aliases than the YAML library would allow a stranger', () => {
  const text = `a: &a [1]\n${Array.from({ length: 300 }, (_, i) => `k${i}: *a\n`).join('')}`
  expect(parseYaml(text, 'file.yml').value).toHaveProperty('k299', [1])
})

it('reads serverless.yml', () => {
  const { value, line } = readYamlFile(project.serverlessFile)
  expect(value).toHaveProperty('functions.login.handler', 'login.main_handler')
  expect(line(['functions', 'login'])).toBeGreaterThan(1)
})
