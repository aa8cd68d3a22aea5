import { BlockList, isIPv4, isIPv6 } from 'node:net'

/**
 * Hops that stand between a caller and a function: the platform's own proxies (9/8, 11/8 and
 * 100.64/10 among them), and what never comes from the internet.
 */
const PLATFORM_RANGES = Object.freeze([
  '0.0.0.0/8',
  '9.0.0.0/8',
  '10.0.0.0/8',
  '11.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::/127',
  'fc00::/7',
  'fe80::/10'
])

const platform = new BlockList()
for (const range of PLATFORM_RANGES) {
  const [network = '', bits] = range.split('/')
  platform.addSubnet(network, Number(bits), isIPv4(network) ? 'ipv4' : 'ipv6')
}

/**
 * The caller's address from X-Forwarded-For: the right-most entry that is not the platform's. Each
 * proxy appends whom it heard from, so what a caller has made up stands to the left. undefined where
 * there is none, or where that entry is not an address.
 */
export function callerAddress(forwardedFor = ''): string | undefined {
  for (const hop of forwardedFor.split(',').reverse()) {
    const address = readAddress(hop)
    if (address === undefined || !isOfPlatform(address)) return address
  }
  return undefined
}

/** An address in its one spelling, without a port; undefined for any other text. */
export function readAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](?::\d{1,5})?$/, '$1')
    .replace(/^([\d.]+):\d{1,5}$/, '$1')
    .replace(/%.*$/s, '')
  if (isIPv4(bare)) return bare
  if (!isIPv6(bare)) return undefined
  const address = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(address) ?? []
  if (high === undefined || low === undefined) return address
  const bytes = Buffer.from(high.padStart(4, '0') + low.padStart(4, '0'), 'hex')
  return [...bytes].join('.')
}

/** Whether an address is one of the platform's proxies, or cannot be reached from the internet. */
export function isOfPlatform(address: string): boolean {
  return platform.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

/**
 * What calls from an address are counted by: an IPv4 address, or the /64 of an IPv6 address, because
 * one device can use all addresses of a /64. Any other text stays as it is.
 */
export function networkOf(text: string): string {
  const address = readAddress(text)
  if (address === undefined || isIPv4(address)) return address ?? text
  const [head = '', tail] = address.split('::')
  const groups = (part = '') => (part ? part.split(':') : [])
  const [before, after] = [groups(head), groups(tail)]
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}
