import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { database as databasePart } from '../../../cloudfunctions/shared/database/database'
import { type PrivateServer, startPrivateServer } from '../../support/private-server'

const INSTANCES = 60
const SLOTS = 45
const CALLS = 5
const PATIENCE_MS = 20_000

let server: PrivateServer
beforeAll(async () => (server = await startPrivateServer()), 60_000)
afterAll(() => server.stop())

async function statusOf(name: string): Promise<number> {
  const [row] = await server.database.query<{ Value: string }>(`SHOW GLOBAL STATUS LIKE '${name}'`)
  return Number(row?.Value)
}

it('F16: serves all instances, although the server has too few connections for each to keep one', async () => {
  await server.database.query(`SET GLOBAL max_connections = ${SLOTS}`)
  const instances = Array.from({ length: INSTANCES }, () =>
    databasePart.make({}, { url: server.database.url, connections: 1 })
  )
  const served = await Promise.all(
    instances.map(async (instance) => {
      for (let call = 0; call < CALLS; call++)
        await instance.run('SELECT 1 WHERE 1 = ?', [1], startDeadline(PATIENCE_MS))
      return CALLS
    })
  )
  expect(served).toEqual(Array(INSTANCES).fill(CALLS))
  // those that came last keep none, so that there is always a turn for the next
  expect(await statusOf('Threads_connected')).toBeLessThan(SLOTS)
  await Promise.all(instances.map((instance) => instance.end()))
}, 60_000)
