import { parseDatabaseUrl } from '../../../../tools/contract/door/database-url'

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
