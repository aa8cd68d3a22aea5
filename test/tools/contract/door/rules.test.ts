import { parseDatabaseUrl } from '../../../../tools/contract/door/database-url'
import { readRequestId } from '../../../../tools/contract/door/request-id'

it('reads a whole DATABASE_URL with an encoded password', () => {
  const url = parseDatabaseUrl('mysql://app:p%2F%40ss@db.internal:3307/app')
  expect(url).toMatchObject({ hostname: 'db.internal', port: '3307', pathname: '/app' })
})

it.each([
  ['no URL at all', 'db.internal'],
  ['another protocol', 'postgres://app:secret@db/app'],
  ['no database', 'mysql://app:secret@db'],
  ['two path segments', 'mysql://app:secret@db/app/more'],
  ['a bare slash in the password', 'mysql://app:sec/ret@db/app'],
  ['a bare # in the password', 'mysql://app:sec#ret@db/app'],
  ['a bare @ that moves into the path', 'mysql://app:secret@db/a@b'],
  ['a bare % in the password', 'mysql://app:100%@db/app']
])('refuses a DATABASE_URL with %s', (_what, text) => {
  expect(parseDatabaseUrl(text)).toBeUndefined()
})

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
