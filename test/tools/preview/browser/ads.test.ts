import { type Browser } from 'playwright-core'
import { launchChromium } from '../../../support/chromium'
import { startTestStack, type TestStack } from '../../../support/stack'
import { findUgly } from './measure'
import { openPreview } from './preview-page'

let browser: Browser
let stack: TestStack
beforeAll(async () => {
  ;[browser, stack] = await Promise.all([launchChromium(), startTestStack()])
  const ad = ['spring-sale', 'https://www.example.com/']
  await stack.database.query('INSERT INTO ads (id, url) VALUES (?, ?)', ad)
})
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

it('shows clicks some seconds after they were redirected, on small and large phones', async () => {
  const preview = await openPreview(browser, stack.url)
  const { phone, follow, sees, show, shoot, rests } = preview
  await follow('广告点击')
  await sees('还没有点击')
  await shoot('ads-none')
  const click = () => stack.fetch('/go/spring-sale', { redirect: 'manual' })
  for (let i = 0; i < 3; i++) expect((await click()).status).toBe(302)
  await stack.scf.invoke('events', { Type: 'Timer' })
  const counted = Array.from({ length: 23 }, (_, i) => [
    'spring-sale',
    new Date(Date.now() - (i + 2) * 3_600_000).toISOString().slice(0, 13).replace('T', ' ') + ':00',
    (i * 7919) % 12_345 || 1
  ])
  await stack.database.query('INSERT INTO ad_clicks (ad, hour, clicks) VALUES ?', [counted])
  const total = counted.reduce((sum, [, , clicks]) => sum + Number(clicks), 3)
  await preview.reopen()
  await follow('广告点击')
  await sees(`共 ${total.toLocaleString('en')} 次点击`)
  await rests()
  for (const widthPx of [320, 375, 430])
    for (const theme of ['light', 'dark']) {
      await show({ widthPx, theme })
      expect(await phone.locator('html').evaluate(findUgly)).toEqual([])
      await shoot(`ads-${widthPx}-${theme}`)
    }
  expect(preview.complaints).toEqual([])
  await preview.close()
})
