/**
 * wechat.ts [CERT_FILE]: WeChat's login API in a process of its own, so that its CPU time is not the
 * measured one's: over TLS if it gets a file to write its certificate to. Sends its address to its
 * parent; a number that it gets is how many ms it takes for an answer.
 */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo } from 'node:net'
import { certify, OF_AUTHORITY, ofAddress } from '../../tools/rehearsal/cloud/network/x509'
import { sessionKeyOf } from './session-key'

function makeCertificate(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = 'WeChat on 127.0.0.1'
  const extensions = [...OF_AUTHORITY, ofAddress('127.0.0.1')]
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certify({ subject: name, publicKey, issuer: name, privateKey, extensions })
  }
}

const [, , certFile] = process.argv
let delayMs = 0
process.on('message', (ms) => (delayMs = Number(ms)))
process.once('disconnect', () => process.exit(0))

const listener: RequestListener = (incoming, outgoing) => {
  const code = new URL(incoming.url ?? '/', 'https://wechat').searchParams.get('js_code') ?? ''
  const session = {
    openid: `o${code.replaceAll(/\W/g, '_')}`.padEnd(28, '0').slice(0, 28),
    session_key: sessionKeyOf(code).toString('base64')
  }
  const answer = () => {
    outgoing.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(session))
  }
  if (delayMs) setTimeout(answer, delayMs)
  else answer()
}

function serveOverTls(file: string) {
  const certificate = makeCertificate()
  writeFileSync(file, certificate.cert)
  return createTlsServer(certificate, listener)
}

const server = certFile ? serveOverTls(certFile) : createServer(listener)
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.(`${certFile ? 'https' : 'http'}://127.0.0.1:${port}`)
})
