import { makePathTable } from '../../../../tools/deploy/domain/path-table'
import { prepub } from './environment'

const tableOf = async (settings: string) =>
  makePathTable(await prepub(settings)).map((entry) => `${entry.path} ${entry.function}`)

it('routes each path to the function of its first segment', async () => {
  expect(await tableOf('  source: function')).toEqual([
    '/login login',
    '/login/* login',
    '/session session',
    '/session/* session',
    '/user user',
    '/user/* user'
  ])
})

it('routes everything to the mock where all routes are mocked', async () => {
  const rows = await tableOf('  source: mock')
  expect(new Set(rows.map((row) => row.split(' ')[1]))).toEqual(new Set(['mock']))
})

it('routes a mocked path to the mock and leaves its neighbours alone', async () => {
  const routes =
    '\n  routes:\n    listSessions: { source: mock }\n    saveProfile: { source: mock }'
  expect(await tableOf(`  source: function${routes}`)).toEqual([
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

it('gives a path with a parameter everything that no other row matches', async () => {
  const settings = '  source: function\n  routes:\n    revokeSession: { source: mock }'
  const rows = await tableOf(settings)
  expect(rows.filter((row) => row.startsWith('/session'))).toEqual([
    '/session session',
    '/session/* mock',
    '/session/list session',
    '/session/others session'
  ])
})

it('names both lines when two operations of one path have different sources', async () => {
  const routes = '  routes:\n    login: { source: mock }\n    waferLogin: { source: function }'
  await expect(tableOf(`  source: function\n${routes}`)).rejects.toThrow(
    /environments.yaml:5: waferLogin \(GET \/login\) is function, but login \(POST \/login\) is mock: a domain sends all of \/login to one of them\n.*environments.yaml:4: login/
  )
})
