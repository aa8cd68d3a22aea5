import { refusedCodes } from '../../../cloudfunctions/shared/accounts/refused-codes'
import { Failure } from '../../../cloudfunctions/shared/core/failure'
import { type loginSettings } from '../../../cloudfunctions/shared/settings/sections'

const ADDRESS = '203.0.113.7'
let now = Date.parse('2026-01-01T12:00:00Z')
const make = () =>
  refusedCodes.make({ clock: () => new Date(now) }, { loginsPerAddress: 600 } as ReturnType<
    typeof loginSettings
  >)
const refuseOften = (codes: ReturnType<typeof make>, address: string) => {
  for (let i = 0; i < 60; i++) codes.note(address, new Failure('CODE_INVALID'))
}

it('lets an address try again after a minute, and says how long that is', () => {
  const codes = make()
  refuseOften(codes, ADDRESS)
  expect(() => codes.check(ADDRESS)).toThrow(
    expect.objectContaining({ code: 'RATE_LIMITED', headers: { 'retry-after': '60' } }) as Error
  )
  expect(() => codes.check('203.0.113.8')).not.toThrow()
  now += 60_000
  expect(() => codes.check(ADDRESS)).not.toThrow()
})

it('does not refuse an address for hours after the clock was set back', () => {
  const codes = make()
  refuseOften(codes, ADDRESS)
  now -= 3 * 3_600_000
  expect(() => codes.check(ADDRESS)).not.toThrow()
})

it('counts all addresses of a /64 together, and what is no refusal of a code not at all', () => {
  const codes = make()
  refuseOften(codes, '2001:db8::1')
  expect(() => codes.check('2001:db8::ffff:1')).toThrow()
  expect(() => codes.check('2001:db8:0:1::1')).not.toThrow()
  for (let i = 0; i < 60; i++) codes.note(ADDRESS, new Failure('WECHAT_TIMEOUT'))
  expect(() => codes.check(ADDRESS)).not.toThrow()
})
