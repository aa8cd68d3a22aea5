import { type Cloud } from '../../../../tools/deploy/cloud/client'
import { settle, waitUntilActive } from '../../../../tools/deploy/cloud/settle'

/** A function that SCF works on for this many seconds. */
function busyFor(seconds: number): Cloud {
  const endsAt = performance.now() + seconds * 1000
  return async <Reply>() =>
    ({ Status: performance.now() < endsAt ? 'Updating' : 'Active' }) as Reply
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

async function settleIn(seconds: number): Promise<string[]> {
  const said: string[] = []
  const log = (line: string) => said.push(line)
  const settled = settle(busyFor(seconds), 'login', { log, seconds: 12 }).catch(
    ({ message }: Error) => said.push(message)
  )
  await jest.advanceTimersByTimeAsync(60_000)
  await settled
  return said
}

it('logs nothing about a short wait', async () => {
  expect(await settleIn(2)).toEqual([])
})

it('logs a longer wait after two seconds, and then every five', async () => {
  expect(await settleIn(11)).toEqual([
    'login is Updating: waiting, 2 s so far',
    'login is Updating: waiting, 7 s so far'
  ])
})

it('gives up in the end', async () => {
  expect((await settleIn(60)).at(-1)).toBe('login is still Updating after 12 s: try again later')
})

it.each([
  ['with reasons', [{ ErrorCode: 'Code', ErrorMessage: 'no zip' }], ': Code no zip'],
  ['with null for the reasons', null, '']
])('says that a function failed, %s', async (_how, StatusReasons, words) => {
  const failed: Cloud = async <Reply>() => ({ Status: 'CreateFailed', StatusReasons }) as Reply
  const waiting = waitUntilActive(failed, 'login', { log: () => undefined })
  await expect(waiting).rejects.toThrow(new Error(`login is CreateFailed${words}`))
})
