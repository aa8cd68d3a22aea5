// Takes the README's pictures of the console and the API reference, into docs/images:
//   node --import tsx test/screenshots/console.ts
import path from 'node:path'
import { type Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium'
import { project } from '../support/project'
import { bearer, postJson } from '../support/stack'
import { startSwitchedGateway, type SwitchedGateway } from '../tools/gateway/switched-gateway'

const IMAGES = path.join(project.root, 'docs/images')

interface Picture {
  name: string
  address: string
  width: number
  height: number
  colorScheme: 'light' | 'dark'
  /** A selector to click before the picture is taken. */
  click?: string
}

const CONSOLE = { address: '/_gateway/?environment=prepub', width: 1120, height: 700 }
const PICTURES: Picture[] = [
  { ...CONSOLE, name: 'console', colorScheme: 'light' },
  { ...CONSOLE, name: 'console-phone', width: 375, height: 740, colorScheme: 'dark' },
  {
    name: 'reference',
    address: '/docs/',
    width: 1120,
    height: 700,
    colorScheme: 'light',
    click: '#operations-session-login'
  }
]

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

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { name, address, width, height, colorScheme, click } = picture
  const page = await browser.newPage({ viewport: { width, height }, colorScheme })
  await page.goto(url + address, { waitUntil: 'load' })
  const ready = address.startsWith('/docs') ? '.opblock' : '#log .call'
  await page.locator(ready).first().waitFor({ state: 'attached' })
  if (click) await page.locator(click).click()
  const file = path.join(IMAGES, `${name}.png`)
  await page.screenshot({ path: file, animations: 'disabled' })
  await page.close()
  console.log(`wrote ${path.relative(process.cwd(), file)}`)
}

async function main(): Promise<void> {
  const gateway = await startSwitchedGateway()
  const browser = await launchChromium()
  try {
    await fillConsole(gateway)
    for (const picture of PICTURES) await take(browser, gateway.url, picture)
  } finally {
    await browser.close()
    await gateway.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
