import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setInYaml } from '../../../../tools/gateway/switchboard/edit-yaml'

const CONFIG = path.resolve(__dirname, '../../../../gateway-config')

it.each<[string, string, string[], unknown, string]>([
  ['replaces a value', 'a: 1 # one\n\nb: 2\n', ['a'], 'x', 'a: x # one\n\nb: 2\n'],
  [
    'adds to a block',
    'a:\n  b: 1 # one\n# end\n',
    ['a', 'c'],
    2,
    'a:\n  b: 1 # one\n  c: 2\n# end\n'
  ],
  ['adds to brackets', 'a: {b: 1} # x\n', ['a', 'c', 'd'], 2, 'a: {b: 1, c: { d: 2 } } # x\n'],
  ['fills an empty one', 'a:\n  b: {}\nc: 1\n', ['a', 'b', 'x'], 1, 'a:\n  b:\n    x: 1\nc: 1\n'],
  ['fills nothing', 'a:\n  b:\nc: 1\n', ['a', 'b', 'x'], 1, 'a:\n  b:\n    x: 1\nc: 1\n'],
  [
    'replaces a block',
    'a:\n  b:\n    c: 1\n  d: 2\n',
    ['a', 'b'],
    { e: [1] },
    'a:\n  b:\n    e:\n      - 1\n  d: 2\n'
  ],
  ['adds at the end', 'a: 1', ['b'], "it's: odd", `a: 1\nb: "it's: odd"`]
])('%s and leaves the rest alone', (_what, text, keys, value, wanted) => {
  expect(setInYaml(text, keys, value)).toBe(wanted)
})

it('changes only the lines of a new switch or example in the project’s files', () => {
  const changed = (file: string, keys: string[], value: unknown) => {
    const before = readFileSync(path.join(CONFIG, file), 'utf8').split('\n')
    const after = setInYaml(before.join('\n'), keys, value).split('\n')
    return after.filter((line) => !before.includes(line)).map((line) => line.trim())
  }
  expect(
    changed('environments.yaml', ['release', 'routes', 'endSession', 'source'], 'shadow')
  ).toEqual(['endSession:', 'source: shadow'])
  const responses = ['paths', '/login', 'post', 'responses', '200', 'content', 'application/json']
  expect(changed('login.yaml', [...responses, 'examples', 'novel'], { value: { n: 1 } })).toEqual([
    'novel:',
    'n: 1'
  ])
})

it('refuses what it cannot edit', () => {
  expect(() => setInYaml('a: &x { b: 1 }\nc: *x\n', ['c', 'd'], 1)).toThrow()
  expect(() => setInYaml('- 1\n', ['a'], 1)).toThrow()
})
