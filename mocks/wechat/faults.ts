import { type IncomingMessage, type ServerResponse } from 'node:http'

type Fault = (incoming: IncomingMessage, outgoing: ServerResponse) => void

const answer =
  (status: number, type: string, body: string): Fault =>
  (_incoming, outgoing) => {
    outgoing.writeHead(status, { 'content-type': type }).end(body)
  }

/** Ways in which a server that is not ours can fail, by the name that a code contains. */
export const FAULTS: Record<string, Fault> = {
  hang: () => undefined,
  reset: (incoming) => incoming.socket.resetAndDestroy(),
  drip(incoming, outgoing) {
    outgoing.writeHead(200, { 'content-type': 'text/plain' })
    const timer = setInterval(() => outgoing.write(' '), 100)
    incoming.socket.once('close', () => clearInterval(timer))
  },
  huge: answer(200, 'text/plain', `{"openid":"${'o'.repeat(1_000_000)}"}`),
  html: answer(200, 'text/html', '<html><body>502 Bad Gateway</body></html>'),
  badJson: answer(200, 'text/plain', '{"openid":'),
  null: answer(200, 'text/plain', 'null'),
  list: answer(200, 'text/plain', '[]'),
  empty: answer(200, 'text/plain', '{}'),
  oddOpenid: answer(200, 'text/plain', '{"openid":0,"session_key":true}'),
  textErrcode: answer(200, 'text/plain', '{"errcode":"40029","errmsg":"invalid code"}'),
  errcodeZero: answer(
    200,
    'text/plain',
    '{"errcode":0,"errmsg":"ok","openid":"oErrcodeZero-123456789012345","session_key":"HyVFkGl5F5OQWJZZaNzBBg=="}'
  ),
  serverError: answer(500, 'text/plain', 'oops'),
  redirect(incoming, outgoing) {
    const to = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? ''}`)
    outgoing.writeHead(302, { location: `/redirected${to.search}` }).end()
  }
}
