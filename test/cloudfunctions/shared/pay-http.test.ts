import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { http as httpPart } from '../../../cloudfunctions/shared/http-client/http'
import { payHttp } from '../../../cloudfunctions/shared/wechat-pay/pay-http'
import { signLines } from '../../../cloudfunctions/shared/wechat-pay/signature'

const PATH = '/v3/pay/transactions/out-trade-no/a?mchid=1900000001'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

let server: Server
let answer: string
const asked: string[] = []
beforeEach(async () => {
  asked.splice(0)
  server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const timestamp = String(Math.floor(Date.now() / 1000))
    response.setHeader('wechatpay-timestamp', timestamp)
    response.setHeader('wechatpay-nonce', 'nonce')
    response.setHeader('wechatpay-serial', 'PUB_KEY_ID_1')
    const signature = signLines(privateKey, timestamp, 'nonce', answer)
    response.setHeader('wechatpay-signature', signature).end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function ask(ending = '') {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${ending}`
  const keys = new Map([['PUB_KEY_ID_1', publicKey]])
  const merchant = () => ({ mchId: '1900000001', serial: 'A', privateKey, keys, url }) as never
  const parts = { http: httpPart.make({}, undefined), clock: () => new Date(), merchant }
  return payHttp.make(parts, undefined)(PATH, undefined, startDeadline(5000))
}

it.each(['', '/'])('asks the same path where the address ends in "%s"', async (ending) => {
  answer = '{"trade_state":"NOTPAY"}'
  expect(await ask(ending)).toEqual({ json: { trade_state: 'NOTPAY' }, refused: '' })
  expect(asked).toEqual([PATH])
})

it.each(['', '{"trade_state":', '<html></html>'])(
  'asks once more, and then later, where the signed answer is %j',
  async (text) => {
    answer = text
    await expect(ask()).rejects.toMatchObject({ code: 'PAY_UNAVAILABLE' })
    expect(asked).toHaveLength(2)
  }
)
