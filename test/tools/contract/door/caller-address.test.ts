import {
  callerAddress,
  networkOf,
  readAddress
} from '../../../../tools/contract/door/caller-address'

it.each([
  // seen on Tencent Cloud: a function URL with a forged entry, and a custom domain
  ['1.1.1.1, 140.248.50.98, 11.163.17.81, 10.132.167.112', '140.248.50.98'],
  ['140.248.50.15, 11.163.15.87, 10.132.167.71', '140.248.50.15'],
  ['203.0.113.7', '203.0.113.7'],
  ['10.0.0.1, 11.0.0.1, 203.0.113.7, 100.64.3.4,9.1.2.3', '203.0.113.7'],
  ['203.0.113.7:51234, 11.163.15.87', '203.0.113.7'],
  ['::ffff:203.0.113.7, 11.163.15.87', '203.0.113.7'],
  ['::ffff:cb00:7107, ::ffff:10.1.2.3', '203.0.113.7'],
  ['[2001:DB8:0::1]:443, fd00::1, fe80::1%eth0, ::1', '2001:db8::1'],
  ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1']
])('finds the caller in the X-Forwarded-For %p', (header, address) => {
  expect(callerAddress(header)).toBe(address)
})

it.each([
  undefined,
  '',
  ' , ',
  '127.0.0.1, 11.163.17.81, 10.132.167.112',
  '203.0.113.7, unknown, 10.132.167.112',
  '203.0.113.7, 1.2.3, 10.132.167.112',
  '203.0.113.7, 010.1.2.3',
  '203.0.113.7, _hidden',
  '203.0.113.7, [::1',
  '203.0.113.7,'
])('finds no caller in the X-Forwarded-For %p', (header) => {
  expect(callerAddress(header)).toBeUndefined()
})

it('reads every spelling of an address as the same one', () => {
  const spellings = [
    '203.0.113.7',
    ' 203.0.113.7 ',
    '203.0.113.7:80',
    '::ffff:203.0.113.7',
    '::FFFF:CB00:7107',
    '0:0:0:0:0:ffff:203.0.113.7',
    '[::ffff:cb00:7107]:443'
  ]
  expect(new Set(spellings.map(readAddress))).toEqual(new Set(['203.0.113.7']))
})

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::2:3:4', '0:0:0:0::/64'],
  ['1:2:3::4:5:6', '1:2:3:0::/64'],
  ['', ''],
  ['not an address', 'not an address']
])('counts calls from %p by %p', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
