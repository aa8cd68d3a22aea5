/**
 * wechat.ts [CERT_FILE]: WeChat's login API in a process of its own, so that its CPU time is not the
 * measured one's: over TLS if it gets a file to write its certificate to. Sends its address to its
 * parent; a number that it gets is how many ms it takes for an answer.
 */
import { writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo } from 'node:net'
import forge from 'node-forge'
import { sessionKeyOf } from './session-key'

function makeCertificate(): { key: string; cert: string } {
  const keys = forge.pki.rsa.generateKeyPair(2048)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = keys.publicKey
  certificate.serialNumber = '01'
  certificate.validity.notBefore = new Date(Date.now() - 3_600_000)
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000)
  const name = [{ name: 'commonName', value: 'WeChat on 127.0.0.1' }]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }
  ])
  certificate.sign(keys.privateKey, forge.md.sha256.create())
  return {
    key: forge.pki.privateKeyToPem(keys.privateKey),
    cert: forge.pki.certificateToPem(certificate)
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
