import { makePathTable } from '../../../../tools/deploy/domain/path-table'
import { prepub } from './environment'

const tableOf = (settings: string) =>
  makePathTable(prepub(settings)).map((entry) => `${entry.path} ${entry.function}`)

it('leads each path to the function of its first segment', () => {
  expect(tableOf('  source: function')).toEqual([
    '/login login',
    '/login/* login',
    '/session session',
    '/session/* session',
    '/user user',
    '/user/* user'
  ])
})

it('leads to the mock where all is mocked', () => {
  expect(new Set(tableOf('  source: mock').map((row) => row.split(' ')[1]))).toEqual(
    new Set(['mock'])
  )
})

it('leads a mocked path to the mock, and leaves its neighbours', () => {
  const routes =
    '\n  routes:\n    listSessions: { source: mock }\n    saveProfile: { source: mock }'
  expect(tableOf(`  source: function${routes}`)).toEqual([
    '/login login',
    '/login/* login',
    '/session session',
    '/session/* session',
    '/session/list mock',
    '/user user',
    '/user/* user',
    '/user/profile mock'
  ])
})

it('a path with a parameter is all that no other row takes', () => {
  const rows = tableOf('  source: function\n  routes:\n    revokeSession: { source: mock }')
  expect(rows.filter((row) => row.startsWith('/session'))).toEqual([
    '/session session',
    '/session/* mock',
    '/session/key-check session',
    '/session/key-reset session',
    '/session/list session',
    '/session/others session',
    '/session/renewal session'
  ])
})

it('two operations of one path have one source: both lines are told', () => {
  const table = () =>
    tableOf(
      '  source: function\n  routes:\n    login: { source: mock }\n    waferLogin: { source: function }'
    )
  expect(table).toThrow(
    /environments.yaml:5: waferLogin \(GET \/login\) is function, but login \(POST \/login\) is mock: a domain sends all of \/login to one of them\n.*environments.yaml:4: login/
  )
})
