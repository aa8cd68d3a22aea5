import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { http as httpPart } from '../../../cloudfunctions/shared/http-client/http'
import { miniProgramCodes } from '../../../cloudfunctions/shared/wechat/mini-program-codes'
import { askWechat } from '../../../cloudfunctions/shared/wechat/wechat-http'

let server: Server
let url: string
let answer: RequestListener
const http = httpPart.make({}, undefined)

beforeEach(async () => {
  server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const NOT_OBJECTS = ['[]', '[{"errcode":0}]', 'null', '"ok"', '0', '', '<html></html>']

it.each(NOT_OBJECTS)('takes no %s of WeChat for a result', async (text) => {
  answer = (_request, response) => response.end(text)
  const asked = askWechat.make({ http }, { url })({ path: '/', query: {} }, startDeadline(5000))
  await expect(asked).rejects.toMatchObject({ code: 'WECHAT_BAD_ANSWER' })
})

it.each([
  [502, '<html>Bad Gateway</html>', 'WECHAT_BAD_ANSWER'],
  [200, '<html>Welcome to this network</html>', 'WECHAT_BAD_ANSWER'],
  [200, '{"errcode":', 'WECHAT_BAD_ANSWER'],
  [200, '', 'WECHAT_BAD_ANSWER'],
  [500, '\u0089PNG\r\n\u001a\n', 'WECHAT_BAD_ANSWER'],
  [200, '{"errcode":45009}', 'RATE_LIMITED']
])('takes no %i %j for the picture of a code', async (status, text, code) => {
  answer = (_request, response) => response.writeHead(status).end(text, 'latin1')
  const accessTokens = {
    withToken: async (_appId: string, _deadline: unknown, ask: (token: string) => unknown) =>
      ask('token')
  }
  const codes = miniProgramCodes.make({ http, accessTokens } as never, { url })
  const options = { scene: 'a', page: 'pages/a/a' }
  await expect(codes.image('wx1', options, startDeadline(5000))).rejects.toMatchObject({ code })
})
