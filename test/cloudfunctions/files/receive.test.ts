import { until } from '../../miniprogram/until'
import { startTestStack, type TestStack } from '../../support/stack'
import { logIn } from '../caller'
import { grantTo, uploadAs } from '../pictures'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

const received = () => stack.lines.filter((line) => line.includes('FILES_RECEIVED')).length
const uploads = (key: string) =>
  stack.database.query<{ payload: string }>(
    "SELECT payload FROM events WHERE kind = 'file-uploaded' AND event_key LIKE ?",
    [`%${key.replace('upload/', '')}`]
  )

/** As object storage sends it; the stand-in's own are tested with the upload. */
const eventOf = (key: string, eventName = 'cos:ObjectCreated:Post') => ({
  Records: [{ cos: { cosObject: { key: `/1250000000/files/${key}` } }, event: { eventName } }]
})

it('leaves one check for each upload, however often it is told', async () => {
  const key = await uploadAs(await logIn(stack, 'alice'))
  await until(
    () => received() > 0,
    () => 'the event'
  )
  for (let i = 0; i < 3; i++) await stack.scf.invoke('files', eventOf(key))
  expect((await uploads(key)).map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([
    { key: key.replace('upload/', ''), kind: 'avatar' }
  ])
})

it('removes an object that belongs to nobody, and leaves alone what is not of our making', async () => {
  const { form } = await grantTo(await logIn(stack, 'bob'))
  const key = form.key ?? ''
  await stack.database.query('DELETE FROM files')
  const { returned } = await stack.scf.invoke('files', eventOf(key))
  expect(JSON.parse(returned ?? '')).toEqual({ received: 0, removed: 1, ignored: 0 })
  for (const other of ['logo.png', 'upload/..%2Fx', 'reports/2030/x.pdf']) {
    const answer = await stack.scf.invoke('files', eventOf(other))
    expect(JSON.parse(answer.returned ?? '')).toEqual({ received: 0, removed: 0, ignored: 1 })
  }
})

it('is told again when the database was away', async () => {
  const carol = await logIn(stack, 'carol')
  const before = received()
  stack.cos.delayEvents(50)
  const key = await uploadAs(carol)
  stack.proxy.refuse(true)
  await until(
    () => stack.lines.some((line) => line.includes('FILES_NOT_RECEIVED')),
    () => 'a failed call'
  )
  stack.proxy.refuse(false)
  await until(
    () => received() > before,
    () => 'another attempt'
  )
  expect(await uploads(key)).toHaveLength(1)
})

it('removes uploads that nobody kept', async () => {
  const key = await uploadAs(await logIn(stack, 'dave'))
  await stack.database.query('UPDATE files SET expires_at = expires_at - INTERVAL 2 HOUR')
  await stack.scf.invoke('janitor', { Type: 'Timer' })
  expect(stack.cos.list(key)).toEqual([])
  expect(await stack.database.query('SELECT * FROM files')).toEqual([])
})

it('says nothing of what an event holds in the log', async () => {
  const key = `upload/avatar/${'0'.repeat(32)}.jpg`
  await stack.scf.invoke('files', {
    Records: [{ ...eventOf(key).Records[0], secret: 'q-signature=canary' }]
  })
  expect(stack.lines.join('\n')).not.toContain('canary')
})
