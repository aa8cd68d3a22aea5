import { credentialOf } from '../../../../tools/contract/door/credentials'

const sent = (rawQuery: string, cookie?: string) => ({ rawQuery, headers: { cookie } })

it.each([
  ['query', sent('key=a%20b'), 'a b'],
  ['query', sent('key=%FF'), undefined],
  ['query', sent('key='), undefined],
  ['cookie', sent('', 'other=1; key=a%20b'), 'a b'],
  ['cookie', sent('', 'key=%E0'), undefined]
] as const)('reads a key from %s %j as %j', (place, request, credential) => {
  expect(credentialOf({ type: 'apiKey', in: place, key: 'key' }, request)).toBe(credential)
})
