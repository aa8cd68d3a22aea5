import { createHash } from 'node:crypto'
import { type Schemas } from '../../../gateway-config/generated/contract'
import { startTestStack, type TestStack } from '../../support/stack'
import { type Caller, logIn, newCode } from '../caller'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

const accounts = () => stack.wechat!.app().accounts
const profile = (user: string) => ({ openId: accounts().openidOf(user), nickName: '微信用户' })
const open = (caller: Caller, body: object) => caller.call('POST', '/user/open-data', body)

describe('open data', () => {
  it('opens data with the session’s key, and leaves out whose it is', async () => {
    const alice = await logIn(stack, 'alice')
    const encrypted = accounts().encrypt('alice', { ...profile('alice'), unionId: 'oUnion-1' })
    const { status, body } = await open(alice, encrypted)
    expect([status, body]).toEqual([200, { openData: { nickName: '微信用户' } }])
  })

  it('checks open data against its signature', async () => {
    const bob = await logIn(stack, 'bob')
    const encrypted = accounts().encrypt('bob', profile('bob'))
    const rawData = '{"nickName":"微信用户"}'
    const key = accounts().sessionKeyOf('bob') ?? ''
    const signature = createHash('sha1')
      .update(rawData + key)
      .digest('hex')
    expect((await open(bob, { ...encrypted, rawData, signature })).status).toBe(200)
    const changed = rawData.replace('微', '徽')
    expect((await open(bob, { ...encrypted, rawData: changed, signature })).status).toBe(422)
    expect((await open(bob, { ...encrypted, rawData })).status).toBe(400)
  })

  it('S20: refuses wrong open data with the same answer whatever is wrong', async () => {
    const carol = await logIn(stack, 'carol')
    const good = accounts().encrypt('carol', profile('carol'))
    const bytes = Buffer.from(good.encryptedData, 'base64')
    const flipped = [...bytes.keys()].map((i) => {
      const copy = Buffer.from(bytes)
      copy[i]! ^= 1
      return { ...good, encryptedData: copy.toString('base64') }
    })
    await stack.login(newCode('dave'))
    const old = (seconds: number) => new Date(Date.now() - seconds * 1000)
    const wrong: object[] = [
      ...flipped.slice(-17),
      { ...good, iv: Buffer.alloc(16).toString('base64') },
      { ...good, encryptedData: bytes.subarray(0, -16).toString('base64') },
      { ...good, encryptedData: bytes.subarray(0, -1).toString('base64') },
      accounts().encrypt('dave', profile('dave')),
      accounts().encrypt('carol', profile('dave')),
      accounts().encrypt('carol', profile('carol'), old(400)),
      accounts().encrypt('carol', profile('carol'), old(-120))
    ]
    const answers = await Promise.all(wrong.map((body) => open(carol, body)))
    for (const { status, body } of answers)
      expect([status, { ...(body as Schemas['Failure']), requestId: '' }]).toEqual([
        422,
        {
          code: 'OPEN_DATA_INVALID',
          message: 'This data cannot be used; log in again and get it from WeChat once more',
          requestId: ''
        }
      ])
  })

  it('refuses data with half a character, which no answer could carry', async () => {
    const frank = await logIn(stack, 'frank')
    const encrypted = accounts().encrypt('frank', { ...profile('frank'), nickName: '\ud83c' })
    const { status, body } = await open(frank, encrypted)
    expect([status, body]).toMatchObject([422, { code: 'OPEN_DATA_INVALID' }])
  })

  it.each([
    ['no iv', { encryptedData: 'A'.repeat(64) }],
    ['an iv that is too short', { encryptedData: 'A'.repeat(64), iv: 'AAAA' }],
    ['data that is no base64', { encryptedData: '!'.repeat(64), iv: `${'A'.repeat(22)}==` }],
    ['too much data', { encryptedData: 'A'.repeat(6001), iv: `${'A'.repeat(22)}==` }]
  ])('refuses a request with %s', async (_what, body) => {
    expect((await open(await logIn(stack, 'erin'), body)).status).toBe(400)
  })
})
