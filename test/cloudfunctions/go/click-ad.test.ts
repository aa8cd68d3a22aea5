import { startTestStack, type TestStack } from '../../support/stack'
import { clicksOf, placeAd, workEvents } from './clicks'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
  await placeAd(stack, 'spring-sale', 'https://shop.example.com/spring?from=ad')
})
afterAll(() => stack.stop())

const click = (ad: string) => stack.fetch(`/go/${ad}`, { redirect: 'manual' })

it('redirects after one INSERT, with nothing that a cache may keep', async () => {
  await click('spring-sale')
  stack.proxy.sent.splice(0)
  const response = await click('spring-sale')
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe('https://shop.example.com/spring?from=ad')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const statements = stack.proxy.sent.filter((text) => !text.startsWith('PREPARE'))
  expect(statements).toEqual([expect.stringContaining('INSERT INTO events')])
})

it.each(['autumn-sale', 'Spring-Sale', '%E5%B9%BF%E5%91%8A', 'spring-sale%20', "'--"])(
  'answers 404 for the unknown ad %s',
  async (ad) => {
    const response = await click(ad)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' })
  }
)

it('counts each click once, however many processors count', async () => {
  await workEvents(stack)
  const before = await clicksOf(stack, 'spring-sale')
  await Promise.all(Array.from({ length: 60 }, () => click('spring-sale')))
  await Promise.all([workEvents(stack), workEvents(stack)])
  await workEvents(stack)
  expect(await clicksOf(stack, 'spring-sale')).toBe(before + 60)
})

it('redirects without the database, and logs the click that is lost', async () => {
  stack.proxy.refuse(true)
  const startedAt = performance.now()
  const response = await click('spring-sale')
  stack.proxy.refuse(false)
  expect(response.status).toBe(302)
  expect(performance.now() - startedAt).toBeLessThan(2500)
  const lost = stack.lines.filter((line) => line.includes('CLICK_LOST'))
  expect(lost).toEqual([expect.stringContaining('"ad":"spring-sale"')])
})

it('answers 503 without the database for an ad that the instance has not seen', async () => {
  stack.proxy.refuse(true)
  const response = await click('winter-sale')
  stack.proxy.refuse(false)
  expect(response.status).toBe(503)
})
