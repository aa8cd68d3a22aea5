import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { connect } from 'node:tls'

/** What an address on the internet looks like from here. */
export interface Seen {
  /** Its host's addresses; none when the name is unknown. */
  addresses: string[]
  /** The status of the answer to a POST of nothing; undefined when there was none. */
  status?: number
}

/** The certificate with which a host answers. */
export interface SeenCertificate {
  validTo: Date
  /** Why nobody accepts it; undefined when all is well */
  problem?: string
}

const TIMEOUT_MS = 5_000
const HTTPS_PORT = 443

const PRIVATE = new BlockList()
for (const range of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7', 'fe80::/10']
]) {
  const [net = '', bits] = range.split('/')
  PRIVATE.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4')
}

/** Whether nobody outside this network can reach an address. */
export function isPrivate(address: string): boolean {
  return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

export async function lookAt(url: string): Promise<Seen> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const found = await lookup(host, { all: true }).catch(() => [])
  const addresses = found.map(({ address }) => address)
  if (!addresses.length || addresses.some(isPrivate)) return { addresses }
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS)
  }).catch(() => undefined)
  return { addresses, status: answer?.status }
}

/** Resolves to undefined when the host does not answer. */
export function certificateOf(
  host: string,
  port = HTTPS_PORT
): Promise<SeenCertificate | undefined> {
  return new Promise((resolve) => {
    // looked at whatever is wrong with it
    const socket = connect({ host, port, servername: host, rejectUnauthorized: false }, () => {
      const { valid_to: validTo } = socket.getPeerCertificate()
      const problem = socket.authorized ? undefined : String(socket.authorizationError)
      end(validTo ? { validTo: new Date(validTo), problem } : undefined)
    })
    socket.setTimeout(TIMEOUT_MS, () => end(undefined))
    socket.on('error', () => end(undefined))
    function end(seen: SeenCertificate | undefined): void {
      socket.destroy()
      resolve(seen)
    }
  })
}
