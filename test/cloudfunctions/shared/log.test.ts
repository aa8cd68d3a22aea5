import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { Failure } from '../../../cloudfunctions/shared/core/failure'
import { describeError } from '../../../cloudfunctions/shared/core/log'

const messageOf = (error: unknown) => describeError(error).message

function thrownBy(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

it('logs the message of an error, so that its cause can be found', () => {
  const nothing = undefined as unknown as { name: string }
  expect(messageOf(thrownBy(() => nothing.name))).toBe(
    "Cannot read properties of undefined (reading 'name')"
  )
  expect(messageOf(new Error('the stock is negative'))).toBe('the stock is negative')
  expect(messageOf(new Failure('SERVER_ERROR', { message: 'the stock is negative' }))).toBe(
    'the stock is negative'
  )
})

it.each([
  ['JSON', () => JSON.parse('hunter2hunter2') as unknown],
  ['quoted text', () => new Error(`no user "it's hunter2"`)],
  ['a token', () => new Error('bad token eyJhbGciOiJIUzI1NiJ9.hunter2hunter2.x')],
  ['an openid', () => new Error('unknown user o6_bmjrPTlm6_2sgVt7hMZOPfhunter2')],
  ['a phone number', () => new Error('cannot call 13800138000, hunter2hunter2')]
])('hides %s in the message of an error', (_what, run) => {
  const text = String(messageOf(thrownBy(run)))
  expect(text).not.toMatch(/hunter2|13800138000|eyJ/)
})

it('counts time in whole milliseconds, and aborts when it is up', async () => {
  const deadline = startDeadline(333.3)
  for (const step of [0.5, 1.5, 20.7, Infinity])
    expect(Number.isInteger(deadline.atMost(step))).toBe(true)
  const { signal } = deadline
  expect(signal.aborted).toBe(false)
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  expect(deadline.atMost(1000)).toBe(1)
})
