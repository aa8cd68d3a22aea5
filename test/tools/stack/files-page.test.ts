import { logIn } from '../../cloudfunctions/caller'
import { PICTURES, uploadAs } from '../../cloudfunctions/pictures'
import { until } from '../../miniprogram/until'
import { startTestStack, type TestStack } from '../../support/stack'

let stack: TestStack
beforeAll(async () => (stack = await startTestStack()))
afterAll(() => stack.stop())

it('shows on the console what was uploaded, and the calls that it caused', async () => {
  const key = await uploadAs(await logIn(stack, 'alice'))
  await until(
    () => stack.scf.listAsyncCalls()[0]?.state === 'FINISHED',
    () => 'the call for the upload'
  )
  const page = await (await stack.fetch('/_gateway/files')).text()
  const [, href = ''] = /href="(\/_gateway\/files\/[^"]+)"/.exec(page) ?? []
  expect(decodeURIComponent(href)).toContain(key)
  expect(page).toMatch(/<td>files<\/td><td>[0-9a-f-]{36}<\/td><td>[^<]+<\/td><td>FINISHED<\/td>/)
  const picture = await stack.fetch(href)
  expect(picture.headers.get('content-security-policy')).toContain('sandbox')
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PICTURES['image/jpeg'])
})

it('shows nothing to pages of other origins, and no file that is not there', async () => {
  const headers = { origin: 'https://evil.example' }
  expect((await stack.fetch('/_gateway/files', { headers })).status).toBe(403)
  expect((await stack.fetch('/_gateway/files/..%2F..%2Fpackage.json')).status).toBe(404)
})
