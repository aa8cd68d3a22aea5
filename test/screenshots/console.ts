// Takes the README's picture of the console:
//   node --import tsx test/screenshots/console.ts
import path from 'node:path'
import { type Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium'
import { project } from '../support/project'
import { bearer, postJson } from '../support/stack'
import { startSwitchedGateway, type SwitchedGateway } from '../tools/gateway/switched-gateway'

const FILE = path.join(project.root, 'docs/images/console.png')

/** Makes calls and versions, so that there is something to see. */
async function fillConsole({ admin, fetch, setAnswer }: SwitchedGateway): Promise<void> {
  await admin('environments/prepub/publish', { note: 'Log in, look, log out' })
  await admin('routes/getSession?environment=prepub', { source: 'shadow' })
  await admin('environments/prepub/publish', { note: 'Does the session keep its promise?' })
  await admin('routes/endSession?environment=prepub', { source: 'mock' })

  const answer = await fetch('/session', bearer('any'))
  const { session } = (await answer.json()) as { session: Record<string, unknown> }
  delete session.endsAt
  setAnswer('GET /session', 200, { session })
  const login = await fetch('/login', postJson({ code: 'dev-alice-1' }), 'prepub')
  const { token } = (await login.json()) as { token: string }
  await fetch('/session', bearer(token), 'prepub')
  await fetch('/login', postJson({ code: 'errcode-40163' }), 'prepub')
  await fetch('/session', bearer(token, { method: 'DELETE' }), 'prepub')
}

async function take(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1120, height: 700 } })
  await page.goto(`${url}/_gateway/?environment=prepub`, { waitUntil: 'load' })
  await page.locator('#log .call').first().waitFor({ state: 'attached' })
  await page.screenshot({ path: FILE, animations: 'disabled' })
  console.log(`wrote ${path.relative(process.cwd(), FILE)}`)
}

async function main(): Promise<void> {
  const gateway = await startSwitchedGateway()
  const browser = await launchChromium()
  try {
    await fillConsole(gateway)
    await take(browser, gateway.url)
  } finally {
    await browser.close()
    await gateway.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
