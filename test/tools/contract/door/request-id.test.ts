import { readRequestId } from '../../../../tools/contract/door/request-id'

it('keeps a request id that is a plain name, and replaces any other', () => {
  expect(readRequestId('request-0001')).toBe('request-0001')
  for (const given of [
    undefined,
    ['a', 'b'],
    'short',
    'x'.repeat(65),
    'a b c d e f',
    '请求请求请求请求'
  ])
    expect(readRequestId(given)).toMatch(/^[\w-]{36}$/)
})
