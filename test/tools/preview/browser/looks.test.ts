import { type Browser } from 'playwright-core'
import { type Gateway, startGateway } from '../../../miniprogram/gateway'
import { launchChromium } from '../../../support/chromium'
import { type PreviewServer, servePreview } from '../serve-preview'
import { expectLooks, SHOTS } from './expect-looks'
import { openPreview, type PreviewPage } from './preview-page'
import { states } from './states'

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
    await expectLooks(preview, name)
  },
  60_000
)
