import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { md as forgeMd, pki } from 'node-forge'

const DAY_MS = 86_400_000

/** A throw-away certificate authority. */
export type Authority = ReturnType<typeof createAuthority>

let authority: Authority | undefined

/** The authority of this process; there is only one, because its keys take a second to make. */
export function useAuthority(): Authority {
  return (authority ??= createAuthority())
}

/**
 * Vouches for any host name to clients that trust `caPem`. Its private key never leaves the
 * process.
 */
function createAuthority() {
  const ca = newKey()
  const issuer = [{ name: 'commonName', value: 'SCF rehearsal' }]
  const caCertificate = certify(ca.publicKey, issuer, [
    { name: 'basicConstraints', cA: true },
    { name: 'keyUsage', keyCertSign: true }
  ])
  const server = newKey()
  const contexts = new Map<string, SecureContext>()

  function certify(
    publicKey: pki.PublicKey,
    subject: pki.CertificateField[],
    extensions: object[]
  ) {
    const certificate = pki.createCertificate()
    certificate.publicKey = publicKey
    // DER wants a positive number without a leading zero byte
    certificate.serialNumber = `01${randomBytes(8).toString('hex')}`
    certificate.validity.notBefore = new Date(Date.now() - DAY_MS)
    certificate.validity.notAfter = new Date(Date.now() + DAY_MS)
    certificate.setSubject(subject)
    certificate.setIssuer(issuer)
    certificate.setExtensions(extensions)
    certificate.sign(ca.privateKey, forgeMd.sha256.create())
    return pki.certificateToPem(certificate)
  }

  return {
    caPem: caCertificate,
    /** What a TLS server presents to a client that asks for `host`. */
    contextFor(host: string): SecureContext {
      const known = contexts.get(host)
      if (known) return known
      const cert = certify(
        server.publicKey,
        [{ name: 'commonName', value: host.slice(0, 64) }],
        [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }]
      )
      const made = createSecureContext({ key: pki.privateKeyToPem(server.privateKey), cert })
      contexts.set(host, made)
      return made
    }
  }
}

function newKey() {
  // Node's own generator; the library's takes seconds
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' }
  })
  return {
    privateKey: pki.privateKeyFromPem(privateKey),
    publicKey: pki.publicKeyFromPem(publicKey)
  }
}
