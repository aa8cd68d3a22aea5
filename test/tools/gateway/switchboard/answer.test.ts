import { type Contract } from '../../../../tools/contract/model'
import { type GatewayRoute, type RoutingTable } from '../../../../tools/gateway/routing/table'
import { type GatewayRequest } from '../../../../tools/gateway/server/incoming'
import { type GatewayReply } from '../../../../tools/gateway/server/outgoing'
import { type CallFinding, createAnswer } from '../../../../tools/gateway/switchboard/answer'
import { recordAnswer } from '../../../../tools/gateway/switchboard/record'
import { createFindViolations } from '../../../../tools/gateway/switchboard/violations'

const operation = { operationId: 'getTea', examples: [], responses: [{ status: '200' }] }
const contract = { operations: [operation] } as unknown as Contract
const table = { environment: 'test', contract } as RoutingTable
const route = {
  ...{ operationId: 'getTea', path: '/tea', method: 'GET', function: 'tea' },
  source: 'function'
} as GatewayRoute
const request = { requestId: 'r', headers: {} } as GatewayRequest
const reply: GatewayReply = { status: 200, headers: {}, body: '{}', source: 'function:tea' }

it('reports an answer that cannot be checked, and still passes it on', async () => {
  let report: (finding: CallFinding) => void = () => undefined
  const reported = new Promise<CallFinding>((resolve) => (report = resolve))
  const answer = createAnswer({
    answerMock: () => Promise.resolve(reply),
    callFunction: () => Promise.resolve(reply),
    findViolations: () => Promise.reject(new Error('no validators')),
    report
  })
  expect(await answer(table, route, request)).toBe(reply)
  expect(await reported).toMatchObject({ kind: 'drift', details: ['Error: no validators'] })
})

it('loads the validators again after they could not be loaded', async () => {
  let loads = 0
  const find = createFindViolations(() => {
    loads++
    return Promise.reject(new Error('being written'))
  })
  for (let i = 0; i < 2; i++) await expect(find(contract, 'getTea', reply)).rejects.toThrow()
  expect(loads).toBe(2)
})

it.each([
  ['a text', 'tea'],
  ['bytes', Buffer.from([0xff, 0xd8])]
])('records no answer that is %s', async (_what, body) => {
  const recorded = recordAnswer(table, route, { ...reply, body }, () => Promise.resolve([]))
  expect(await recorded).toEqual({ refused: 'only JSON is recorded' })
})

it('records no signature of a payment, and no address that is signed', async () => {
  const { redact } = await import('../../../../tools/gateway/switchboard/redact')
  const payment = { paySign: 'c2ln', package: 'prepay_id=wx1', nonceStr: 'n', signType: 'RSA' }
  const pictureUrl = 'https://x.cos.ap-guangzhou.myqcloud.com/a.png?q-sign-algorithm=sha1&q-ak=1'
  const copy = redact({ order: { title: 'tea' }, payment, pictureUrl }, undefined, false)
  expect(copy).toEqual({
    order: { title: 'tea' },
    payment: {
      ...{ paySign: 'replaced-paySign', package: 'replaced-package' },
      ...{ nonceStr: 'replaced-nonceStr', signType: 'RSA' }
    },
    pictureUrl: 'replaced-pictureUrl'
  })
})
