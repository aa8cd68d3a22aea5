/**
 * X.509 certificates of a day, in DER: Node makes keys and signatures, but no certificates.
 * @see https://www.rfc-editor.org/rfc/rfc5280
 */
import { type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'

const DAY_MS = 86_400_000

interface Certified {
  subject: string
  publicKey: KeyObject
  issuer: string
  /** The issuer's. */
  privateKey: KeyObject
  extensions: Buffer[]
}

/** A certificate in PEM, valid for a day. */
export function certify(certified: Certified): string {
  const { subject, publicKey, issuer, privateKey, extensions } = certified
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    // positive, whatever the random bytes are
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    nameOf(issuer),
    sequence(timeOf(Date.now() - DAY_MS), timeOf(Date.now() + DAY_MS)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions))
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey))
  return new X509Certificate(sequence(content, ECDSA_WITH_SHA256, signature)).toString()
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), body])
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts)
}

/** An object identifier, by its encoding in hexadecimal digits. */
function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))

/** A name of which only the common name is given; it has at most 64 characters. */
function nameOf(commonName: string): Buffer {
  const text = der(0x0c, Buffer.from(commonName.slice(0, 64)))
  return sequence(der(0x31, sequence(oid('550403'), text)))
}

/** YYMMDDhhmmssZ */
function timeOf(ms: number): Buffer {
  return der(0x17, Buffer.from(new Date(ms).toISOString().replace(/^\d\d|\.\d+|[-:T]/g, '')))
}

function extension(hex: string, value: Buffer): Buffer {
  return sequence(oid(hex), der(0x04, value))
}

/** Its owner may sign certificates, and be a server. */
export const OF_AUTHORITY = [
  extension('551d13', sequence(der(0x01, Buffer.from([0xff])))),
  extension('551d0f', der(0x03, Buffer.from([2, 0b1000_0100])))
]

/** Its owner is the server of this name. */
export function ofHost(name: string): Buffer {
  return extension('551d11', sequence(der(0x82, Buffer.from(name))))
}

/** Its owner is the server at this IPv4 address. */
export function ofAddress(address: string): Buffer {
  return extension('551d11', sequence(der(0x87, Buffer.from(address.split('.').map(Number)))))
}
