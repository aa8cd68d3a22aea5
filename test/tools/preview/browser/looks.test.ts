import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type CDPSession } from 'playwright-core'
import { type Gateway, startGateway } from '../../../miniprogram/gateway'
import { launchChromium } from '../../../support/chromium'
import { type PreviewServer, servePreview } from '../serve-preview'
import { findUgly } from './measure'
import { openPreview, type PreviewPage } from './preview-page'
import { states } from './states'

/** A folder that gets a screenshot of each page in each state, at each width, light and dark. */
const { SHOTS } = process.env

let browser: Browser
let gateway: Gateway
let server: PreviewServer
let preview: PreviewPage

beforeAll(async () => {
  browser = await launchChromium()
  server = await servePreview(() => gateway.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
beforeEach(async () => {
  gateway = await startGateway()
  preview = await openPreview(browser, server.url)
})
afterEach(async () => {
  await preview.close()
  await gateway.close()
})

const looks: [width: string, theme: string, scale: string][] = SHOTS
  ? [
      ...['320', '375', '430'].flatMap((width) =>
        ['light', 'dark'].map((theme): [string, string, string] => [width, theme, '1'])
      ),
      ['320', 'light', '1.5'],
      ['430', 'dark', '1.5']
    ]
  : [
      ['320', 'light', '1.5'],
      ['375', 'dark', '1']
    ]

/** One state of each kind; the others look similar. With SHOTS, all states are tested. */
const kinds = new Set([
  'home: logging in',
  'home: server down',
  'home: example data',
  'devices: logged out',
  'devices: thirty',
  'me: filled',
  'me: avatar asked',
  'me: phone number asked',
  'me: privacy asked',
  'about: calls',
  'about: bad address'
])

it.each(states.filter(([name]) => SHOTS || kinds.has(name)))(
  'shows nothing cut off, faint, too small to tap, or without a name: %s',
  async (name, state) => {
    await state(preview, gateway)
    const found: Record<string, string[]> = {}
    for (const [width, theme, scale] of looks) {
      await preview.show({ widthPx: Number(width), theme, fontScale: Number(scale) })
      const at = `${width}-${theme}-${scale}`
      found[at] = await preview.phone.locator('html').evaluate(findUgly)
      if (SHOTS) await shoot(path.join(SHOTS, name.replace(': ', '/')), at)
    }
    expect(Object.entries(found).filter(([, ugly]) => ugly.length)).toEqual([])
    expect(await nameless()).toEqual([])
    expect(preview.complaints).toEqual([])
  },
  60_000
)

async function shoot(dir: string, name: string): Promise<void> {
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, `${name}.png`)
  await preview.page.locator('iframe.phone').screenshot({ path: file, animations: 'disabled' })
}

interface AccessibleNode {
  ignored: boolean
  role?: { value: string }
  name?: { value: string }
  properties?: { name: string }[]
}

/** Controls without a name for a screen reader. */
async function nameless(): Promise<string[]> {
  const session: CDPSession = await preview.page.context().newCDPSession(preview.page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const frameId = frameTree.childFrames?.[0]?.frame.id
  const { nodes } = (await session.send('Accessibility.getFullAXTree', { frameId })) as {
    nodes: AccessibleNode[]
  }
  const controls = nodes.filter(
    ({ ignored, role }) =>
      !ignored && /^(button|link|textbox|switch|heading|dialog)$/.test(role?.value ?? '')
  )
  expect(controls.length).toBeGreaterThan(1)
  return controls.filter(({ name }) => !name?.value).map(({ role }) => role?.value ?? '')
}
