import { connect } from 'node:net'
import Wechatpay from 'wechatpay-axios-plugin'
import { type PayStandIn, startPay } from '../../mocks/pay'
import { type KeyMode } from '../../mocks/pay/keys'

let pay: PayStandIn
beforeEach(async () => (pay = await startPay()))
afterEach(() => pay.stop())

/** An unmodified library of somebody else's, whose requests and checks are the measure for ours. */
function createClient(mode: KeyMode, changes: object = {}) {
  const { keys, url } = pay
  const { id, publicKey } = keys.pay[mode]
  const { mchId, merchant } = keys
  const certs = { [id]: publicKey.export({ format: 'pem', type: 'spki' }) }
  const client = new Wechatpay({
    ...{ mchid: mchId, serial: merchant.id, certs },
    privateKey: merchant.privateKey.export({ format: 'pem', type: 'pkcs8' }),
    baseURL: url,
    headers: mode === 'publicKey' ? { 'Wechatpay-Serial': id } : {},
    ...changes
  } as never)
  const { chain } = client as unknown as { chain(path: string): Chain }
  return {
    get: (path: string, options: object = {}) => chain(path.slice(1)).get(options),
    post: (path: string, body: object) => chain(path.slice(1)).post(body)
  }
}

type Answer = Promise<{ data: Record<string, unknown>; status: number }>
interface Chain {
  get(options: object): Answer
  post(body: object): Answer
}

const ORDERS = '/v3/pay/transactions/jsapi'
const REFUNDS = '/v3/refund/domestic/refunds'
const pathOf = (no: string) => `/v3/pay/transactions/out-trade-no/${no}`

const orderOf = (no: string, more: object = {}) => ({
  mchid: pay.keys.mchId,
  appid: 'wx0123456789abcdef',
  description: '龙井茶',
  out_trade_no: no,
  notify_url: 'https://api.example.com/pay/notify',
  amount: { total: 19800, currency: 'CNY' },
  payer: { openid: 'oBuyer-1' },
  ...more
})

/** The code with which a request is refused. */
async function refusal(request: Promise<unknown>): Promise<unknown> {
  const error = (await request.catch((thrown: unknown) => thrown)) as {
    code?: string
    response?: { status: number; data: { code?: string } }
  }
  return error.response?.data.code ?? error.code
}

it.each(['publicKey', 'platformCertificate'] as const)(
  'sells, closes and refunds to wechatpay-axios-plugin with a %s',
  async (mode) => {
    pay.sign(mode)
    const client = createClient(mode)
    const { data: first } = await client.post(ORDERS, orderOf('order-1'))
    expect(first.prepay_id).toMatch(/^wx\w{34}$/)
    expect((await client.post(ORDERS, orderOf('order-1'))).data).toEqual(first)
    const query = { params: { mchid: pay.keys.mchId } }
    expect((await client.get(pathOf('order-1'), query)).data).toMatchObject({
      trade_state: 'NOTPAY',
      payer: { openid: 'oBuyer-1' }
    })
    pay.pay('order-1')
    const { data: paid } = await client.get(pathOf('order-1'), query)
    expect(paid).toMatchObject({ trade_state: 'SUCCESS', amount: { total: 19800 } })
    const refund = { out_trade_no: 'order-1', out_refund_no: 'refund-1' }
    const amount = { refund: 19800, total: 19800, currency: 'CNY' }
    expect((await client.post(REFUNDS, { ...refund, amount })).data).toMatchObject({
      status: 'PROCESSING'
    })
    expect((await client.get(`${REFUNDS}/refund-1`)).data).toMatchObject({ status: 'SUCCESS' })
    await client.post(ORDERS, orderOf('order-2'))
    const { status } = await client.post(`${pathOf('order-2')}/close`, { mchid: pay.keys.mchId })
    expect(status).toBe(204)
  }
)

it('is refused by wechatpay-axios-plugin when an answer is forged, too old or signed with another key', async () => {
  const client = createClient('publicKey')
  pay.fail(/jsapi/, 'forged', 'stale')
  expect(await refusal(client.post(ORDERS, orderOf('order-1')))).toMatch(/SIGNATURE_DIGEST/)
  expect(await refusal(client.post(ORDERS, orderOf('order-1')))).toMatch(/TIMESTAMP_OFFSET/)
  const other = createClient('platformCertificate')
  expect(await refusal(other.post(ORDERS, orderOf('order-1')))).toMatch(/PLATFORM_SERIAL/)
})

it("refuses what is not signed by the merchant, with the merchant's clock", async () => {
  const stranger = await import('node:crypto').then(({ generateKeyPairSync }) =>
    generateKeyPairSync('rsa', { modulusLength: 2048 })
  )
  const forged = createClient('publicKey', { privateKey: stranger.privateKey })
  expect(await refusal(forged.post(ORDERS, orderOf('order-1')))).toBe('SIGN_ERROR')
  pay.shiftClock(-360_000)
  expect(await refusal(createClient('publicKey').post(ORDERS, orderOf('order-1')))).toBe(
    'SIGN_ERROR'
  )
  expect(pay.ledger.orders.size).toBe(0)
})

it.each([
  ['an amount below one fen', { amount: { total: 0, currency: 'CNY' } }, 'PARAM_ERROR'],
  ['a fraction of a fen', { amount: { total: 1.5, currency: 'CNY' } }, 'PARAM_ERROR'],
  ['a notify_url with a query', { notify_url: 'https://a.cn/?b=c' }, 'PARAM_ERROR'],
  ['a number that is too long', { out_trade_no: 'x'.repeat(33) }, 'PARAM_ERROR'],
  ['an end that has passed', { time_expire: '2020-01-01T00:00:00+08:00' }, 'PARAM_ERROR'],
  ['another merchant', { mchid: '1900000000' }, 'APPID_MCHID_NOT_MATCH']
])('refuses an order with %s', async (_name, change, code) => {
  expect(await refusal(createClient('publicKey').post(ORDERS, orderOf('order-1', change)))).toBe(
    code
  )
})

it('keeps an order number for one order, and a refund within what was paid', async () => {
  const client = createClient('publicKey')
  await client.post(ORDERS, orderOf('order-1'))
  const other = { amount: { total: 1, currency: 'CNY' } }
  expect(await refusal(client.post(ORDERS, orderOf('order-1', other)))).toBe('OUT_TRADE_NO_USED')
  pay.pay('order-1')
  expect(await refusal(client.post(ORDERS, orderOf('order-1')))).toBe('ORDERPAID')
  const close = () => client.post(`${pathOf('order-1')}/close`, { mchid: pay.keys.mchId })
  expect(await refusal(close())).toBe('ORDERPAID')
  const refund = (no: string, fen: number) =>
    client.post(REFUNDS, {
      ...{ out_trade_no: 'order-1', out_refund_no: no },
      amount: { refund: fen, total: 19800, currency: 'CNY' }
    })
  await refund('refund-1', 19000)
  await refund('refund-1', 19000)
  expect(await refusal(refund('refund-1', 18000))).toBe('INVALID_REQUEST')
  expect(await refusal(refund('refund-2', 801))).toBe('NOT_ENOUGH')
  expect(pay.ledger.refundedFen('order-1')).toBe(19000)
})

it('closes an order by itself when its time is over', async () => {
  const client = createClient('publicKey')
  const soon = new Date(Date.now() + 8 * 3_600_000 + 120_000).toISOString().slice(0, 19)
  await client.post(ORDERS, orderOf('order-1', { time_expire: `${soon}+08:00` }))
  pay.shiftClock(130_000)
  expect(() => pay.pay('order-1')).toThrow('it is CLOSED')
})

it('has done what it answers with SYSTEM_ERROR afterwards, and nothing when it limits the rate', async () => {
  const client = createClient('publicKey')
  pay.fail(/jsapi/, 'rateLimited', 'systemError')
  expect(await refusal(client.post(ORDERS, orderOf('order-1')))).toBe('FREQUENCY_LIMITED')
  expect(pay.ledger.orders.size).toBe(0)
  expect(await refusal(client.post(ORDERS, orderOf('order-1')))).toBe('SYSTEM_ERROR')
  expect(pay.ledger.orders.size).toBe(1)
})

it('outlives an address that is none, and a request that breaks off', async () => {
  const { port } = new URL(pay.url)
  expect((await fetch(`${pay.url}//`)).status).toBe(401)
  const socket = connect(Number(port), '127.0.0.1')
  socket.resume().write('POST /v3/pay HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\n{')
  socket.end()
  await new Promise((resolve) => socket.once('close', resolve))
  expect((await fetch(pay.url)).status).toBe(401)
})
