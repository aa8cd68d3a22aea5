import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { buildFromSettings } from '../../../cloudfunctions/shared/settings/read-settings'
import { merchant } from '../../../cloudfunctions/shared/wechat-pay/merchant'
import { loadKeys, type PayKeys, settingsOf } from '../../../mocks/pay/keys'
import { CERTIFICATE } from './pay-vectors'

let keys: PayKeys
let good: Record<string, string>
beforeAll(async () => {
  keys = await loadKeys()
  good = settingsOf(keys, 'https://api.mch.weixin.qq.com')
})
beforeEach(() => void jest.spyOn(process.stdout, 'write').mockReturnValue(true))
afterEach(() => jest.restoreAllMocks())

const read = (changes: Record<string, string>) =>
  buildFromSettings(merchant.settings!, (settings) => settings, { ...good, ...changes })()
const pemOf = (key: KeyObject) =>
  key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' }) as string

it('reads keys in one line, as whole PEMs, and as PEMs with their line ends written out', async () => {
  const { merchant: own, pay } = keys
  const { id, publicKey } = pay.publicKey
  for (const write of [(pem: string) => pem, (pem: string) => pem.replaceAll('\n', '\\n')]) {
    const settings = await read({
      PAY_PRIVATE_KEY: write(pemOf(own.privateKey)),
      PAY_KEYS: `${id}:${write(pemOf(publicKey))}`
    })
    expect(settings?.privateKey.equals(own.privateKey)).toBe(true)
    expect(settings?.keys.get(id)?.equals(publicKey)).toBe(true)
  }
  expect((await read({}))?.privateKey.equals(own.privateKey)).toBe(true)
})

it('reads a platform certificate that has the serial number it is listed under', async () => {
  const base64 = CERTIFICATE.replace(/-----[A-Z ]+-----|\s/g, '')
  const { X509Certificate } = await import('node:crypto')
  const { serialNumber, publicKey } = new X509Certificate(CERTIFICATE)
  const settings = await read({ PAY_KEYS: `${serialNumber}:${base64},${good.PAY_KEYS}` })
  expect(settings?.keys.get(serialNumber)?.equals(publicKey)).toBe(true)
  expect([...(settings?.keys.keys() ?? [])][0]).toBe(serialNumber)
  expect(() => read({ PAY_KEYS: `${'A'.repeat(40)}:${base64}` })).toThrow(/PAY_KEYS/)
})

it('needs nothing else without a merchant', async () => {
  const none = Object.fromEntries(Object.keys(good).map((name) => [name, '']))
  expect(await read(none)).toBeUndefined()
})

const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
it.each([
  ['PAY_MCHID', 'one'],
  ['PAY_SERIAL', '5e'],
  ['PAY_PRIVATE_KEY', 'AAAA'],
  ['PAY_PRIVATE_KEY', pemOf(weak.privateKey)],
  ['PAY_APIV3_KEY', 'x'.repeat(31)],
  ['PAY_KEYS', 'PUB_KEY_ID_1'],
  ['PAY_KEYS', `PUB_KEY_ID_1:${pemOf(weak.publicKey)}`],
  ['PAY_NOTIFY_URL', 'http://api.a-shop.cn/pay/notify'],
  ['PAY_NOTIFY_URL', 'https://api.a-shop.cn/pay/notify?a=b'],
  ['PAY_API_URL', 'https://api.mch.weixin.qq.com.evil.example']
])('refuses %s that is %.20j, without showing it', (name, value) => {
  expect(() => read({ [name]: value })).toThrow(name)
})
