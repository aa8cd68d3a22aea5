import { type AutomatedPage, type MiniProgram } from './automator'

/** How long a step may take until the page shows the expected text. */
const STEP_MS = 15_000
const POLL_MS = 200

/** Opens the mini-program, logs in, refreshes, logs out. Throws an Error that names the step. */
export async function walk(program: MiniProgram, log: (line: string) => void): Promise<void> {
  const page = await program.reLaunch('/pages/home/home')
  const steps: [label: string, sees: string][] = [
    ['微信登录', '已登录'],
    ['刷新状态', '已登录'],
    ['退出登录', '未登录']
  ]
  await sees(page, '未登录')
  for (const [label, words] of steps) {
    await tap(page, label)
    await sees(page, words)
    log(`ok   ${label} -> ${words}`)
  }
}

async function tap(page: AutomatedPage, label: string): Promise<void> {
  await within(`a button "${label}"`, async () => {
    for (const button of await page.$$('button'))
      if ((await button.text()).trim() === label) {
        await button.tap()
        return true
      }
    return false
  })
}

async function sees(page: AutomatedPage, words: string): Promise<void> {
  await within(`the page to show ${words}`, async () => {
    const title = await page.$('.title')
    return (await title?.text()) === words
  })
}

async function within(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + STEP_MS
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${STEP_MS} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
