import { createDatabase, type TestDatabase } from '../support/database'
import { bearer, startTestStack, type TestStack } from '../support/stack'
import { type Caller, logIn } from './caller'
import { newKey } from './keys'

/** The phases of docs/keys.md. Each is deployed while instances of the previous one still answer. */
const OLD = { token: newKey('old'), sealing: newKey('old') }
const NEW = { token: newKey('new'), sealing: newKey('new') }
const phase = (...keys: (typeof OLD)[]) => ({
  TOKEN_KEYS: keys.map(({ token }) => token).join(','),
  SEALING_KEYS: keys.map(({ sealing }) => sealing).join(',')
})
const PHASES = [phase(OLD), phase(OLD, NEW), phase(NEW, OLD), phase(NEW)]

let database: TestDatabase
let stacks: TestStack[]
beforeAll(async () => {
  database = await createDatabase()
  stacks = await Promise.all(PHASES.map((settings) => startTestStack(settings, database)))
})
afterAll(async () => {
  await Promise.all(stacks.map((stack) => stack.stop()))
  await database.drop()
})

const statusOn = async (stack: TestStack, token: string) =>
  (await stack.fetch('/session', bearer(token))).status

/** Each stack has its own mock of WeChat: copies the user's key to the other one. */
async function openOn(stack: TestStack, there: TestStack, user: string, { token }: Caller) {
  const key = stack.wechat!.app().accounts.sessionKeyOf(user) ?? ''
  const accounts = there.wechat!.app().accounts
  accounts.nextSessionKey(user, key)
  const response = await there.fetch('/user/open-data', {
    method: 'POST',
    headers: { ...bearer(token).headers, 'content-type': 'application/json' },
    body: JSON.stringify(accounts.encrypt(user, { steps: 1 }))
  })
  return response.status
}

describe.each([
  ['adding the new keys', 0, 1],
  ['using the new keys', 1, 2],
  ['removing the old keys', 2, 3]
])('while instances are %s', (_what, from, to) => {
  it('S16: accepts tokens and sealed keys of both phases on both', async () => {
    const [before, after] = [stacks[from]!, stacks[to]!]
    const [alice, bob] = [await logIn(before, 'alice'), await logIn(after, 'bob')]
    for (const stack of [before, after]) {
      expect(await statusOn(stack, alice.token)).toBe(200)
      expect(await statusOn(stack, bob.token)).toBe(200)
      expect(await openOn(before, stack, 'alice', alice)).toBe(200)
      expect(await openOn(after, stack, 'bob', bob)).toBe(200)
    }
  })
})

it('keeps a session that is renewed during the rotation', async () => {
  const carol = await logIn(stacks[0]!, 'carol')
  let token = carol.token
  for (const stack of stacks.slice(1, 3)) {
    const renewed = await stack.fetch('/session/renewal', bearer(token, { method: 'POST' }))
    token = ((await renewed.json()) as { token: string }).token
  }
  expect(await statusOn(stacks[3]!, token)).toBe(200)
  expect(await statusOn(stacks[3]!, carol.token)).toBe(401)
})
