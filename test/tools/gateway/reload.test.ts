import { renameSync, writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { type MockGateway, startMock } from './helpers'

// far more than an idle machine takes; what is never reached fails by jest's own limit
jest.setTimeout(180_000)

let gateway: MockGateway
beforeEach(async () => {
  gateway = await startMock()
})
afterEach(() => gateway.stop())

const readMessage = async () => {
  const response = await gateway.login({ code: 'errcode-40226' })
  return ((await response.json()) as { message: string }).message
}

const rename = (text: string, to: string) =>
  text.replaceAll(
    /message: (?:WeChat has blocked this user's login|blocked \w+)/g,
    `message: ${to}`
  )

async function until(isReached: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isReached())) await setImmediate()
}

describe('an edit of the contract', () => {
  it('uses an edited contract without a restart', async () => {
    for (const to of ['blocked once', 'blocked twice']) {
      gateway.edit((text) => rename(text, to))
      await until(async () => (await readMessage()) === to)
    }
  })

  it('uses an edited contract whose file was replaced', async () => {
    const { contractFile } = gateway
    gateway.edit((text) => {
      writeFileSync(`${contractFile}.new`, rename(text, 'blocked elsewhere'))
      return text
    })
    renameSync(`${contractFile}.new`, contractFile)
    await until(async () => (await readMessage()) === 'blocked elsewhere')
  })

  it('logs a broken contract once with its line, and keeps the previous one', async () => {
    const before = await readMessage()
    const logged = () => gateway.lines.filter((line) => line.includes('openapi.yaml:'))
    const breakIt = (text: string) => text.replace('code: USER_BLOCKED', 'code: NO_SUCH_CODE')
    gateway.edit(breakIt)
    await until(() => logged().length > 0)
    expect(logged()[0]).toMatch(
      /openapi\.yaml:\d+: login 403 example blockedUser: data\/code must be equal to one of/
    )
    expect(await readMessage()).toBe(before)

    // saved again, it is still the same problem
    gateway.edit((text) => `${text}\n`)
    gateway.edit((text) =>
      rename(text, 'blocked no more').replaceAll('NO_SUCH_CODE', 'USER_BLOCKED')
    )
    await until(async () => (await readMessage()) === 'blocked no more')
    expect(logged()).toHaveLength(1)
  })
})
