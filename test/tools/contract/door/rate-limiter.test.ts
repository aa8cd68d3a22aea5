import { createRateLimiter, type RateLimit } from '../../../../tools/contract/door/rate-limiter'

const BY_ADDRESS: RateLimit = { count: 2, per: 'minute', by: 'address' }
const start = Date.parse('2026-01-01T12:00:00Z')
const from = (remoteAddress: string, authorization?: string) => ({
  remoteAddress,
  headers: { authorization }
})

it('counts all addresses of a /64 together, and each IPv4 address alone', () => {
  const limiter = createRateLimiter(() => start)
  const ask = (address: string) => limiter('login', BY_ADDRESS, from(address))
  expect(['2001:db8::1', '2001:db8::2:3', '2001:DB8:0:0:ffff::1'].map(ask)).toEqual([
    ...[undefined, undefined, 60]
  ])
  expect(ask('2001:db8:0:1::1')).toBeUndefined()
  expect(['203.0.113.7', '203.0.113.8', '::ffff:203.0.113.7'].map(ask)).toEqual([
    ...[undefined, undefined, undefined]
  ])
  expect(ask('203.0.113.7')).toBe(60)
})

it('counts by token where it is told to, and a call without one by its address', () => {
  const limiter = createRateLimiter(() => start)
  const limit: RateLimit = { ...BY_ADDRESS, by: 'token' }
  const ask = (address: string, token?: string) => limiter('getUser', limit, from(address, token))
  expect([ask('203.0.113.7', 'a'), ask('203.0.113.8', 'a'), ask('203.0.113.9', 'a')]).toEqual([
    ...[undefined, undefined, 60]
  ])
  expect(ask('203.0.113.7', 'b')).toBeUndefined()
  expect(ask('203.0.113.7')).toBeUndefined()
})

it('begins again with the next minute, and says how long that is', () => {
  let now = start + 45_000
  const limiter = createRateLimiter(() => now)
  const ask = () => limiter('login', BY_ADDRESS, from('203.0.113.7'))
  expect([ask(), ask(), ask()]).toEqual([undefined, undefined, 15])
  now = start + 60_000
  expect(ask()).toBeUndefined()
})
