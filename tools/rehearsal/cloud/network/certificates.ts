import { generateKeyPairSync } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { certify, OF_AUTHORITY, ofHost } from './x509'

/** A throw-away certificate authority. */
export type Authority = ReturnType<typeof createAuthority>

let authority: Authority | undefined

/** The authority of this process, which all of its clouds share. */
export function useAuthority(): Authority {
  return (authority ??= createAuthority())
}

/**
 * Vouches for any host name to clients that trust `caPem`. Its private key never leaves the
 * process.
 */
function createAuthority() {
  const { publicKey, privateKey } = newKey()
  const server = newKey()
  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' })
  const issuer = 'SCF rehearsal'
  const contexts = new Map<string, SecureContext>()
  return {
    caPem: certify({ subject: issuer, publicKey, issuer, privateKey, extensions: OF_AUTHORITY }),
    /** What a TLS server presents to a client that asks for `host`. */
    contextFor(host: string): SecureContext {
      const known = contexts.get(host)
      if (known) return known
      const cert = certify({
        subject: host,
        publicKey: server.publicKey,
        issuer,
        privateKey,
        extensions: [ofHost(host)]
      })
      const made = createSecureContext({ key, cert })
      contexts.set(host, made)
      return made
    }
  }
}

function newKey() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}
