import { describeError } from '../../../../tools/deploy/plugin/describe-error'
import { compareFacts } from '../../../../tools/deploy/plugin/snapshot'

describe('comparing facts', () => {
  const before = {
    memory: '128 MB',
    'variable KEY': 'old secret',
    'variable GONE': 'x',
    'timer a': 'on'
  }
  const after = {
    memory: '256 MB',
    'variable KEY': 'new secret',
    'variable NEW': 'y',
    'timer b': 'on'
  }

  it('shows both values, but not those of variables', () => {
    expect(compareFacts('fn', before, after)).toEqual([
      '~ fn',
      '    memory: 128 MB -> 256 MB',
      '    variable KEY: new value',
      '    variable GONE: gone',
      '    timer a: gone',
      '    variable NEW: set',
      '    timer b: on'
    ])
  })

  it('marks a function as new, gone or unchanged', () => {
    expect(compareFacts('fn', undefined, { memory: '1' })).toEqual(['+ fn', '    memory: 1'])
    expect(compareFacts('fn', before, undefined)).toEqual(['- fn'])
    expect(compareFacts('fn', before, { ...before })).toEqual(['= fn'])
  })
})

it.each([
  ['a text', 'function x failed', 'function x failed'],
  ['an error', new Error('no'), 'no'],
  ['a refusal', Object.assign(new Error('slow'), { code: 'Busy' }), 'Busy: slow'],
  [
    'a refusal that names its code',
    Object.assign(new Error('Busy: no'), { code: 'Busy' }),
    'Busy: no'
  ],
  [
    "the object store's answer",
    { statusCode: 403, error: { Code: 'AccessDenied', Message: 'no' } },
    'object store: AccessDenied: no'
  ],
  ['nothing', undefined, 'an error without a message']
])('describes %s in one line', (_what, thrown, line) => {
  expect(describeError(thrown)).toBe(line)
})
