import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Browser } from 'playwright-core'
import { findGaps } from '../../../tools/contract/check/find-gaps'
import { openProject } from '../../../tools/project'
import { launchChromium } from '../../support/chromium'
import { npmStart } from '../../support/npm-start'
import { project } from '../../support/project'
import { openPreview } from '../../tools/preview/browser/preview-page'
import { checkTypes, follow, runTests } from '../changes'
import { createOwnerCopy, type OwnerCopy } from '../owner-copy'
import { readSteps } from '../page-steps'

jest.setTimeout(300_000)

const PAGE = 'first-feature.md'
/** An owner who has followed the page already has nothing to try. */
const isDone = existsSync(path.join(project.functionsDir, 'kiosk'))

let copy: OwnerCopy
beforeAll(() => {
  copy = createOwnerCopy()
  if (!isDone) follow(copy, PAGE)
})
afterAll(() => copy.remove())

it("changes nothing but the owner's files, and adds what needs no other", async () => {
  const files = readSteps(PAGE).map(({ file }) => file)
  expect(files.filter((file) => /^(tools|cloudfunctions\/shared|bench)\//.test(file))).toEqual([])
  expect(await findGaps(openProject(copy.root))).toEqual(await findGaps(project))
})

it('passes the compiler and its own tests', () => {
  checkTypes(copy)
  if (isDone) return
  const tests = 'test/cloudfunctions/kiosk'
  const output = runTests(copy, '--selectProjects', 'functions', '--testPathPatterns', tests)
  expect(output).toContain('6 passed')
})

it('shows its page in the preview, where a user searches and buys', async () => {
  const stack = await npmStart(copy.root)
  const browser = await launchChromium()
  try {
    await useKiosk(browser, stack.url)
  } finally {
    await browser.close()
    await stack.stop()
  }
})

async function useKiosk(browser: Browser, url: string): Promise<void> {
  const preview = await openPreview(browser, url)
  const rows = () => preview.phone.locator('.product').allInnerTexts()
  await preview.follow('小卖部')
  await preview.sees('¥18.00 · 库存 12')
  expect(await rows()).toHaveLength(4)
  await preview.shoot('first-feature')

  const field = preview.phone.getByRole('textbox', { name: '搜索商品' })
  await field.fill('红茶')
  await field.press('Enter')
  await preview.phone.getByText('绿茶').waitFor({ state: 'detached' })
  expect(await rows()).toHaveLength(1)

  // the search was public; the purchase logs in
  await preview.tap('购买红茶')
  await preview.sees('购买成功')
  await preview.sees('¥18.00 · 库存 11')
  expect(preview.complaints).toEqual([])
  await preview.close()
}

it('has the same steps on the Chinese page', () => {
  expect(readSteps('first-feature.zh-CN.md')).toEqual(readSteps(PAGE))
})
