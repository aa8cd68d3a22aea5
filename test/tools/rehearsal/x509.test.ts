import { generateKeyPairSync } from 'node:crypto'
import { createServer, get } from 'node:https'
import { type AddressInfo } from 'node:net'
import { certify, OF_AUTHORITY, ofAddress } from '../../../tools/rehearsal/cloud/network/x509'

it('makes a certificate for an address that trusts itself', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const extensions = [...OF_AUTHORITY, ofAddress('127.0.0.1')]
  const name = 'This machine'
  const ca = certify({ subject: name, publicKey, issuer: name, privateKey, extensions })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
  const server = createServer({ key, cert: ca }, (_incoming, outgoing) => outgoing.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const status = await new Promise<number | undefined>((resolve, reject) => {
    get({ host: '127.0.0.1', port, ca, agent: false }, (incoming) => {
      resolve(incoming.resume().statusCode)
    }).once('error', reject)
  }).finally(() => server.close())
  expect(status).toBe(200)
})
