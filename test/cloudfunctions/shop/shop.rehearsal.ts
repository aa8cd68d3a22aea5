import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type PayStandIn, startPay } from '../../../mocks/pay'
import { project } from '../../support/project'
import { type Rehearsal, startRehearsal } from '../../tools/deploy/rehearsal'
import { type Placed } from './open-shop'

/** One thing is sold by the functions of the archive that `npm run deploy` has uploaded. */
let rehearsal: Rehearsal
let pay: PayStandIn
beforeAll(async () => {
  pay = await startPay()
  rehearsal = await startRehearsal()
})
afterAll(async () => {
  await rehearsal.stop()
  await pay.stop()
})
jest.setTimeout(240_000)

const urlOf = (name: string) => rehearsal.urlOf(`${project.name}-test-${name}`)

/** WeChat Pay's way to the function: what it notifies of goes through TLS to the function URL. */
async function openWay() {
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then(async (body) => {
      const { url = '', headers } = incoming
      const signed = Object.entries(headers).filter(([name]) => name.startsWith('wechatpay-'))
      const call = { method: 'POST', headers: Object.fromEntries(signed), body }
      outgoing.writeHead((await rehearsal.ask(urlOf('pay') + url, call)).status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  pay.reach(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return () => server.close()
}

it('sells one thing through the deployed archive, and knows of the payment by its notification', async () => {
  const { code, output } = await rehearsal.run('deploy', ['--stage', 'test'], pay.settings)
  expect(output).toContain('test is deployed')
  expect(code).toBe(0)
  for (const secret of [pay.settings.PAY_APIV3_KEY, pay.settings.PAY_PRIVATE_KEY])
    expect(output).not.toContain(secret)
  const { database } = rehearsal
  await database.query("INSERT INTO products VALUES (1, '明前龙井', 'tea', 19800, 5, NULL)")
  const code1 = { code: 'dev-alice-1' }
  const login = await rehearsal.ask(`${urlOf('login')}/login`, { method: 'POST', body: code1 })
  const { token } = login.json as { token: string }
  const authorization = `Bearer ${token}`
  const found = await rehearsal.ask(`${urlOf('shop')}/shop/search?q=tea`)
  expect(found.json).toMatchObject({ products: [{ id: 1, stock: 5 }] })
  const placed = await rehearsal.ask(`${urlOf('shop')}/shop/orders`, {
    method: 'POST',
    headers: { authorization, 'idempotency-key': 'rehearsed-once' },
    body: { productId: 1, quantity: 2 }
  })
  const { order, payment } = placed.json as Placed
  expect([placed.status, order.totalFen, payment?.signType]).toEqual([201, 39600, 'RSA'])
  const stateOf = async () => {
    const url = `${urlOf('shop')}/shop/orders/${order.no}`
    const answer = await rehearsal.ask(url, { headers: { authorization } })
    return (answer.json as Placed).order.state
  }
  expect(await stateOf()).toBe('unpaid')
  const close = await openWay()
  pay.pay(order.no)
  expect(await pay.delivered()).toBe(true)
  expect(await stateOf()).toBe('paid')
  expect(await pay.notify(order.no, { how: 'signature' })).toBe(401)
  close()
})
