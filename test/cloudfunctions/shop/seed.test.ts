import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startStandIn } from '../../../mocks/cos/stand-in'
import { project } from '../../support/project'

it('has a picture in the bucket for everything that is sold on a laptop', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'shop-seed-'))
  const world = await startStandIn({}, { home })
  const seed = readFileSync(path.join(project.root, 'sql/seed/shop.sql'), 'utf8')
  const keys = [...seed.matchAll(/'(shop\/[\w.-]+)'/g)].map(([, key]) => key)
  expect(keys.sort()).toEqual(world?.cos.list('shop/').map(({ key }) => key))
  expect(keys).toHaveLength(12)
  await world?.stop()
  rmSync(home, { recursive: true })
})
