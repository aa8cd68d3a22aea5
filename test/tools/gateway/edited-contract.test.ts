import { bearer, postJson } from '../../support/stack'
import { type Edit, startMock } from './helpers'

const ID_PATH = '  /session/{id}:\n'
const EXAMPLE = `message: WeChat has blocked this user's login
                    requestId: 5b1f7c1e-6a52-4c0b-9c55-0d9f4d2a7e10`

/** Starts the mock with an edited contract, and stops it after the test's calls. */
async function withContract(
  change: Edit,
  run: (gateway: Awaited<ReturnType<typeof startMock>>) => Promise<void>
): Promise<void> {
  const gateway = await startMock({}, change)
  try {
    await run(gateway)
  } finally {
    await gateway.stop()
  }
}

/** The contract with `/session/{id}` before all paths that have a fixed name in its place. */
const idFirst: Edit = (text) => {
  const start = text.indexOf(ID_PATH)
  const end = text.indexOf('\n  /', start) + 1
  const block = text.slice(start, end)
  return (text.slice(0, start) + text.slice(end)).replace('  /session/renewal:\n', `${block}$&`)
}

it('prefers a fixed path to one with a parameter, whatever their order in the contract', () =>
  withContract(idFirst, async (gateway) => {
    const token = await gateway.tokenOf('dev-alice-1')
    for (const [path, template] of [
      ['/session/others', '/session/others'],
      ['/session/0123', '/session/{id}']
    ] as const) {
      await gateway.send(path, bearer(token, { method: 'DELETE' }))
      expect(gateway.lines.at(-1)).toMatch(`DELETE ${template} 204 `)
    }
  }))

it("replaces an example's request id by its path, and no other text that looks like it", () =>
  withContract(
    (text) =>
      text.replace(EXAMPLE, EXAMPLE.replace(/WeChat.*/, 'Item 1 is sold').replace(/5b1f.*/, "'1'")),
    async (gateway) => {
      const response = await gateway.login({ code: 'errcode-40226' })
      expect(await response.json()).toEqual({
        code: 'USER_BLOCKED',
        message: 'Item 1 is sold',
        requestId: response.headers.get('x-request-id')
      })
    }
  ))

it('shows what a step sets wherever its datum is shown, even if it names a copy', () =>
  withContract(
    (text) => text.replace('user.nickname: { from', 'sessions.0.device: { from'),
    async (gateway) => {
      const token = await gateway.tokenOf('dev-alice-1')
      const { headers: ofToken } = bearer(token)
      const { headers, ...sent } = postJson({ nickname: 'Ann' })
      await gateway.send('/user/profile', {
        ...sent,
        method: 'PUT',
        headers: { ...(headers as object), ...(ofToken as object) }
      })
      const { session } = (await (await gateway.session(token)).json()) as { session: object }
      expect(session).toMatchObject({ device: 'Ann' })
    }
  ))

it('mocks an operation whose name every object has', () =>
  withContract(
    (text) => text.replace('operationId: listSessions\n', 'operationId: constructor\n'),
    async (gateway) => {
      const token = await gateway.tokenOf('dev-alice-1')
      expect((await gateway.send('/session/list', bearer(token))).status).toBe(200)
    }
  ))
