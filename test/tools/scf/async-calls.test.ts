import { type InvokeResult } from '../../../tools/scf'
import { createAsyncCalls } from '../../../tools/scf/async-calls'

const MINUTE_MS = 60_000
const OK = { returned: 'null' } as InvokeResult
const failing = (statusCode: number) =>
  ({ failure: JSON.stringify({ statusCode, errorMessage: 'x' }) }) as InvokeResult

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

/** Calls a function that answers so, one time after the other; the last answer stays. */
function start(...answers: InvokeResult[]) {
  const asked: string[] = []
  const lines: string[] = []
  const calls = createAsyncCalls({
    async invoke(_name, _event, { requestId }) {
      asked.push(requestId)
      return answers.length > 1 ? answers.shift()! : answers[0]!
    },
    log: (line) => lines.push(line)
  })
  return { calls, asked, lines, pass: (ms: number) => jest.advanceTimersByTimeAsync(ms) }
}

it('calls once more a minute after a failure, with the same request id', async () => {
  const { calls, asked, pass } = start(failing(446), OK)
  const { requestId } = calls.call('files', {})
  await pass(0)
  expect(calls.list()).toMatchObject([{ name: 'files', state: 'WAITING', failed: 1 }])
  await pass(MINUTE_MS - 1)
  expect(asked).toEqual([requestId])
  await pass(1)
  expect(asked).toEqual([requestId, requestId])
  expect(calls.list()).toMatchObject([{ state: 'FINISHED' }])
})

it('gives up after two more attempts when the function fails', async () => {
  const { calls, asked, lines, pass } = start(failing(433))
  calls.call('files', {})
  await pass(10 * MINUTE_MS)
  expect(asked).toHaveLength(3)
  expect(calls.list()).toMatchObject([{ state: 'FAILED' }])
  expect(lines.at(-1)).toContain('the event is lost')
})

it.each([429, 432, 449, 500])('goes on for six hours while the platform says %d', async (code) => {
  const { calls, asked, pass } = start(failing(code))
  calls.call('files', {})
  await pass(7 * 60 * MINUTE_MS)
  expect(asked.length).toBeGreaterThan(355)
  expect(asked.length).toBeLessThan(365)
  expect(calls.list()).toMatchObject([{ state: 'FAILED', failed: 0 }])
})

it('refuses an event of more than 128 KB', () => {
  const { calls, asked } = start(OK)
  expect(() => calls.call('files', 'x'.repeat(128 * 1024))).toThrow(/128 KB/)
  expect(asked).toEqual([])
})

it('ends with the runtime: nothing is called later', async () => {
  const { calls, asked, pass } = start(failing(446))
  calls.call('files', {})
  await pass(0)
  calls.stop()
  await pass(10 * MINUTE_MS)
  expect(asked).toHaveLength(1)
})
