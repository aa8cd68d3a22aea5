import type { AutomatedPage, MiniProgram } from './automator'

/** How long a step may take until the page says what it should. */
const STEP_MS = 15000

/** What is done in DevTools: open, log in, ask again, log out. Throws with the step that failed. */
export async function walk(program: MiniProgram, say: (line: string) => void): Promise<void> {
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
    say(`ok   ${label} -> ${words}`)
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
  await within(`the page to say ${words}`, async () => {
    const title = await page.$('.title')
    return (await title?.text()) === words
  })
}

async function within(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + STEP_MS
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${STEP_MS} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
